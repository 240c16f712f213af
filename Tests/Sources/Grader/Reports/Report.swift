public import Foundation

/// A form of the result for machines, which a flag of `grade` writes to a file.
public protocol Report: Sendable {
  /// The flag's name: "json" for `--json FILE`.
  static var flag: String { get }

  /// The file's octets.
  static func data(of grading: Grading) throws -> Data
}

extension Report {
  /// - Throws: ``Trouble`` if the file cannot be written.
  public static func write(_ grading: Grading, to path: String) throws {
    try Reports.write(data(of: grading), to: path)
  }
}

/// Every form that there is for machines. For people there are ``TextReport`` and ``HTMLReport``.
public enum Reports {
  public static let all: [any Report.Type] = [JSONReport.self, JUnitReport.self]

  /// - Throws: ``Trouble`` if the file cannot be written.
  static func write(_ data: Data, to path: String) throws(Trouble) {
    do {
      try data.write(to: URL(filePath: path), options: .atomic)
    } catch {
      throw Trouble(
        "The report cannot be written to \(path): \(error.localizedDescription)",
        advice: "Name a file in a folder that exists and can be written to.")
    }
  }
}
