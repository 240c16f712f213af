internal import Foundation

/// The whole transcripts of the latest run, a file for each check whose report leaves something out.
struct Transcripts: Sendable {
  private static let name = ".build/transcripts"

  private let folder: URL

  /// Those of a run that begins: the ones of earlier runs are removed.
  init(of workbook: Workbook) {
    folder = workbook.root.appending(path: Self.name)
    try? FileManager.default.removeItem(at: folder)
  }

  /// Returns the file's path from the workbook's folder; nil if it cannot be written.
  func keep(_ check: CheckNumber, _ lines: [String]) -> String? {
    let text = lines.map { PlainText.harmless($0) + "\n" }.joined()
    do {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      try Data(text.utf8).write(to: folder.appending(path: "\(check).txt"))
    } catch {
      return nil
    }
    return "\(Self.name)/\(check).txt"
  }
}
