public import Foundation

/// Writes a report for machines.
public enum ReportFile {
  /// - Throws: ``Trouble`` if the file cannot be written.
  public static func write(_ data: Data, to path: String) throws {
    do {
      try data.write(to: URL(filePath: path), options: .atomic)
    } catch {
      throw Trouble(
        "The report cannot be written to \(path): \(error.localizedDescription)",
        advice: "Name a file in a folder that exists and can be written to.")
    }
  }
}
