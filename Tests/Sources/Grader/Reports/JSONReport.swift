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
}
