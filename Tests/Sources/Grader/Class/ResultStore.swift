internal import Foundation

#if canImport(Darwin)
  internal import Darwin
#else
  internal import Glibc
#endif

/// The folder of a class's results: a file a student, each written whole or not at all.
struct ResultStore: Sendable {
  let folder: URL

  var students: URL { folder.appending(path: "students") }
  private var list: URL { folder.appending(path: "class.json") }

  /// Makes the folder, and removes what a run that was killed has left there.
  ///
  /// - Throws: ``Trouble`` if it cannot be written to.
  init(_ folder: URL) throws(Trouble) {
    self.folder = folder
    let manager = FileManager.default
    do {
      try manager.createDirectory(at: students, withIntermediateDirectories: true)
      for place in [folder, students] {
        for name in try manager.contentsOfDirectory(atPath: place.path)
        where name.hasSuffix(".new") {
          try manager.removeItem(at: place.appending(path: name))
        }
      }
    } catch {
      throw Trouble(
        "Results cannot be kept in \(folder.path): \(error.localizedDescription)",
        advice: "Name a folder that can be made and written to with --into.")
    }
  }

  /// A folder that is only read.
  init(reading folder: URL) { self.folder = folder }

  /// Whoever holds it is the only one who writes here; given back when it is released, and by the system
  /// when the grader ends.
  struct Lock {
    let descriptor: Int32

    /// To close it alone would not do: a program that is being started has it too, until it is executed.
    func release() {
      flock(descriptor, LOCK_UN)
      close(descriptor)
    }
  }

  /// - Throws: ``Trouble`` if another run holds it.
  func lock() throws(Trouble) -> Lock {
    let descriptor = open(
      folder.appending(path: ".lock").path, O_CREAT | O_RDWR | O_CLOEXEC, 0o644)
    guard descriptor >= 0, flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      if descriptor >= 0 { close(descriptor) }
      throw Trouble(
        "Another run writes its results into \(folder.path).",
        advice: "Wait for its end, or name another folder with --into; `merge` joins them.")
    }
    return Lock(descriptor: descriptor)
  }

  /// The file of a student, whatever the id is made of; its ending is to be added.
  static func fileName(of id: String) -> String {
    let plain = id.utf8.map { octet in
      let isPlain =
        (0x30...0x39).contains(octet) || (0x41...0x5a).contains(octet)
        || (0x61...0x7a).contains(octet) || "._-@+".utf8.contains(octet)
      return isPlain ? String(UnicodeScalar(octet)) : "_"
    }.joined()
    // A name that is the id is known to be its own on every system only if it is in lower case.
    if plain == id, plain == plain.lowercased(), plain.count <= 60, !plain.hasPrefix(".") {
      return plain
    }
    var input = BuildInput()
    input.add(Data(id.utf8))
    return "\(plain.drop { $0 == "." }.prefix(40))-\(input.name)"
  }

  func place(of id: String, ending: String = "json") -> URL {
    students.appending(path: "\(Self.fileName(of: id)).\(ending)")
  }

  /// What is kept of a student; nil if nothing is, or nothing that can be read.
  func grading(of id: String) -> Grading? {
    guard let data = try? Data(contentsOf: place(of: id)),
      let grading = try? JSONDecoder().decode(Grading.self, from: data),
      grading.handedIn?.id == id
    else { return nil }
    return grading
  }

  /// What is kept of the students of a list, by id.
  func gradings(of list: ClassList) -> [String: Grading] {
    var gradings: [String: Grading] = [:]
    for member in list.members { gradings[member.id] = grading(of: member.id) }
    return gradings
  }

  func write(_ grading: Grading, of id: String) throws {
    try JSONReport.data(of: grading).writeWhole(to: place(of: id))
  }

  /// The list of the class; nil if there is none.
  func classList() throws -> ClassList? {
    guard let data = try? Data(contentsOf: list) else { return nil }
    return try JSONDecoder().decode(ClassList.self, from: data)
  }

  func write(_ classList: ClassList) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    try (encoder.encode(classList) + Data("\n".utf8)).writeWhole(to: list)
  }
}
