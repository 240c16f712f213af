public import Foundation
public import Grader

/// The workbook that these tests belong to.
public enum Root {
  public static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  /// The grader as a command, where it was built.
  public static let grade = folder.appending(path: ".build/debug/grade").path

  public static func workbook() throws -> Workbook { try Workbook(root: folder) }
}

/// A folder for the length of a test.
public func withTemporaryFolder<Result>(
  _ body: (URL) async throws -> Result
) async throws -> Result {
  let folder = FileManager.default.temporaryDirectory.appending(path: "tests-\(UUID().uuidString)")
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: folder) }
  return try await body(folder)
}
