import Foundation
import Referee
import TestSupport

/// A workbook whose `swift` is a shell script: what the grader does with builds, without one.
struct FakeWorkbook {
  let folder: URL

  /// - Parameter swift: The script.
  init(in folder: URL, swift: String) throws {
    self.folder = folder
    for (path, text) in [
      ("Start/Package.swift", ""), ("End/Package.swift", ""), ("Protos/Package.swift", ""),
      ("Protos/Transport/Package.swift", ""), ("Protos/Sources/a.swift", ""),
      ("Protos/Transport/Sources/a.swift", ""), ("Start/Sources/DataHub/a.swift", ""),
      ("Start/Sources/DataHubServer/a.swift", ""), ("Start/Sources/DataHubClient/a.swift", ""),
      ("bin/swift", "#!/bin/sh\n\(swift)\n"),
    ] {
      let file = folder.appending(path: path)
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: file)
    }
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o755], ofItemAtPath: folder.appending(path: "bin/swift").path)
  }

  /// Starts the grader in it.
  ///
  /// - Parameter command: What starts the grader, where that is not itself.
  func grade(_ arguments: [String], by command: [String] = []) async throws -> Program {
    let words = command + [Root.grade, "--root", folder.path] + arguments
    let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
    return try await Program.start(
      "/usr/bin/env", arguments: words,
      environment: ["PATH": "\(folder.appending(path: "bin").path):\(path)"],
      directory: folder.path)
  }
}
