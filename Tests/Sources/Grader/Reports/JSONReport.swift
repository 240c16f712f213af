public import Foundation

/// The whole result as JSON: a ``Grading``, field for field. Its `schema` names the form, and
/// grading.schema.json describes it.
public enum JSONReport: Report {
  public static let flag = "json"

  public static func data(of grading: Grading) throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return try encoder.encode(grading) + Data("\n".utf8)
  }

  /// What ``data(of:)`` made.
  ///
  /// - Throws: ``Trouble`` if the file cannot be read, or holds no result.
  public static func read(from path: String) throws(Trouble) -> Grading {
    do {
      return try JSONDecoder().decode(Grading.self, from: Data(contentsOf: URL(filePath: path)))
    } catch {
      throw Trouble(
        "There is no result in \(path).",
        advice: "Name a file that Tests/grade --json has written.")
    }
  }
}
