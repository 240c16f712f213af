public import Foundation
public import Grader

/// The workbook that these tests belong to.
public enum Root {
  public static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  /// The grader as a command: that of Tests/grade, or else the one built beside these tests.
  public static let grade: String = {
    let tests = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
    let places = [folder.appending(path: ".build/debug"), tests].map {
      $0.appending(path: "grade").path
    }
    return places.first { FileManager.default.isExecutableFile(atPath: $0) } ?? places[0]
  }()

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
