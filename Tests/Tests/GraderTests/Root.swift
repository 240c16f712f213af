import Foundation

@testable import Grader

/// The workbook that these tests belong to.
enum Root {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// The grader as a command, where it was built.
  static let grade = folder.appending(path: ".build/debug/grade").path

  static func workbook() throws -> Workbook { try Workbook(root: folder) }
}

/// A folder for the length of a test.
func withTemporaryFolder<Result>(_ body: (URL) async throws -> Result) async throws -> Result {
  let folder = FileManager.default.temporaryDirectory.appending(path: "tests-\(UUID().uuidString)")
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: folder) }
  return try await body(folder)
}
