public import Foundation

/// What lies in the folder of a class: a folder or an archive for each student.
public struct ClassFolder: Sendable {
  /// By id.
  public private(set) var members: [ClassMember] = []
  /// What the instructor should know of it: what is no submission, and who is not on the roster.
  public private(set) var remarks: [String] = []

  static let archives = [".zip", ".tar", ".tar.gz", ".tgz"]

  /// - Parameter results: A folder that is no submission wherever it lies.
  /// - Throws: ``Trouble`` if the folder cannot be read.
  public init(reading folder: URL, roster: Roster? = nil, results: URL? = nil) throws(Trouble) {
    guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder.path) else {
      throw Trouble(
        "\(folder.path) cannot be read.", advice: "Name the folder that holds the submissions.")
    }
    let results = results?.resolvingSymlinksInPath().path
    var places: [(name: String, place: URL)] = []
    for name in names.sorted() where !name.hasPrefix(".") {
      let place = folder.appending(path: name)
      if place.resolvingSymlinksInPath().path == results { continue }
      switch Self.type(of: place) {
      case .typeDirectory?: places.append((name, place))
      case .typeRegular? where Self.stem(of: name) != nil: places.append((name, place))
      case .typeSymbolicLink?: remarks.append("\(name) (a link)")
      default: remarks.append("\(name) (no folder, .zip, .tar or .tar.gz)")
      }
    }
    members = roster.map { enrol(places, $0) } ?? Self.members(places)
    members.sort { $0.id < $1.id }
  }

  /// A submission's id is its name; an archive's is that without its ending, unless a folder or
  /// another archive is called so.
  private static func members(_ places: [(name: String, place: URL)]) -> [ClassMember] {
    func stem(_ place: (name: String, place: URL)) -> String {
      type(of: place.place) == .typeDirectory ? place.name : self.stem(of: place.name) ?? place.name
    }
    let stems = Dictionary(grouping: places, by: stem)
    return places.map { place in
      let isAlone = stems[stem(place)]?.count == 1
      return ClassMember(id: isAlone ? stem(place) : place.name, place: place.place)
    }
  }

  private mutating func enrol(
    _ places: [(name: String, place: URL)], _ roster: Roster
  ) -> [ClassMember] {
    var handedIn: [String: [(name: String, place: URL)]] = [:]
    var strangers: [(name: String, place: URL)] = []
    for place in places {
      if let row = roster.row(for: place.name) {
        handedIn[row.id, default: []].append(place)
      } else {
        strangers.append(place)
      }
    }
    let known = roster.rows.map { row in
      let places = handedIn[row.id] ?? []
      var member = ClassMember(
        id: row.id, name: row.name, email: row.email, canvas: row.canvas)
      if places.count > 1 {
        let names = places.map(\.name).joined(separator: ", ")
        member.doubt = "\(places.count) submissions are this student's: \(names)"
      } else {
        member.place = places.first?.place
      }
      return member
    }
    let ids = Set(known.map(\.id))
    return known
      + Self.members(strangers).map { member in
        remarks.append("\(member.id) (judged, but not on the roster)")
        var member = member
        member.isEnrolled = false
        if ids.contains(member.id) { member.id += " (not on the roster)" }
        return member
      }
  }

  /// The name without an archive's ending; nil if it has none.
  static func stem(of name: String) -> String? {
    for ending in archives where name.lowercased().hasSuffix(ending) && name.count > ending.count {
      return String(name.dropLast(ending.count))
    }
    return nil
  }

  /// Of a link it is the link's.
  static func type(of place: URL) -> FileAttributeType? {
    (try? FileManager.default.attributesOfItem(atPath: place.path))?[.type] as? FileAttributeType
  }
}
