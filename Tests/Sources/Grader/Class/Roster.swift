public import Foundation
internal import SwiftCSV

/// Who is in the class: a CSV file with the columns id, name, email and folder, of which only id is a
/// must. What Canvas exports of its gradebook is one too: its columns Student, SIS User ID, SIS Login
/// ID and Section are taken over. Others are not read.
public struct Roster: Hashable, Sendable {
  struct Row: Hashable, Sendable {
    var id: String
    var name: String?
    var email: String?
    /// Those columns of Canvas that are filled, in lower case.
    var canvas: [String: String]?
    /// What the names of a student's folders and archives begin with.
    var folder: String

    /// Whether `name` is the folder, or begins with it and goes on with no letter or digit: `ann` is
    /// not the beginning of `anna`.
    func matches(_ name: String) -> Bool {
      guard name.hasPrefix(folder) else { return false }
      let next = name.dropFirst(folder.count).first
      return next.map { !$0.isLetter && !$0.isNumber } ?? true
    }
  }

  /// Columns that Canvas knows its students by, in lower case.
  static let canvas = ["sis user id", "sis login id", "section"]

  private(set) var rows: [Row] = []

  /// - Throws: ``Trouble`` for a file that cannot be read, or that names a student twice.
  public init(reading file: URL) throws(Trouble) {
    guard let text = try? String(contentsOf: file, encoding: .utf8) else {
      throw Trouble("\(file.path) cannot be read as UTF-8.", advice: "Save it as CSV, UTF-8.")
    }
    try self.init(text, of: file.path)
  }

  /// - Parameter place: The file, as people know it.
  init(_ text: String, of place: String) throws(Trouble) {
    let advice = "Its first line names the columns: id,name,email,folder."
    // Spreadsheets begin the file with a mark of its encoding.
    let text = text.hasPrefix("\u{feff}") ? String(text.dropFirst()) : text
    guard let table = try? CSV<Named>(string: text.replacing("\r\n", with: "\n")),
      table.header.contains(where: { Self.plain($0) == "id" })
    else { throw Trouble("\(place) is no roster: it has no column id.", advice: advice) }
    var seen: Set<String> = []
    for row in table.rows {
      let cells = Dictionary(
        row.map { (Self.plain($0.key), $0.value.trimmingCharacters(in: .whitespaces)) },
        uniquingKeysWith: { first, _ in first })
      func cell(_ column: String) -> String? { cells[column].flatMap { $0.isEmpty ? nil : $0 } }
      guard let id = cell("id") else { continue }
      guard seen.insert(id).inserted else {
        throw Trouble("\(place) names the student \(id) twice.", advice: advice)
      }
      let isCanvas = Self.canvas.contains { cells[$0] != nil }
      rows.append(
        Row(
          id: id, name: cell("name") ?? cell("student"), email: cell("email"),
          canvas: isCanvas ? cells.filter { Self.canvas.contains($0.key) } : nil,
          folder: cell("folder") ?? id))
    }
  }

  /// The student whose folder's name is the longest that `name` begins with.
  func row(for name: String) -> Row? {
    rows.filter { $0.matches(name) }.max { $0.folder.count < $1.folder.count }
  }

  private static func plain(_ column: String) -> String {
    column.trimmingCharacters(in: .whitespaces).lowercased()
  }
}
