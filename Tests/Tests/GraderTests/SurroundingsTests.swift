import Foundation
import Referee
import TestSupport
import Testing

@testable import Grader

/// What a program can see of who runs it.
@Suite struct SurroundingsTests {
  /// What DataHubClient, a shell script, prints on a stage.
  private func printed(_ script: String) async throws -> String {
    try await withTemporaryFolder { folder in
      let file = folder.appending(path: "DataHubClient")
      try Data("#!/bin/sh\n\(script)\n".utf8).write(to: file)
      try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: file.path)
      let stage = Stage(BuiltPrograms(folder: folder))
      let program = try await stage.client([])
      _ = await program.exit()
      await stage.end()
      return program.allLines(.stdout).map(\.text).joined(separator: "\n")
    }
  }

  @Test func `The working folder is named as mktemp names one, is empty, and goes away`()
    async throws
  {
    let lines = try await printed("pwd; ls -A | wc -l; touch litter").split(separator: "\n")
    let path = String(try #require(lines.first))
    #expect(path.contains(/\/tmp\.[A-Za-z0-9]{10}$/))
    #expect(lines.last.map { $0.split(separator: " ") } == ["0"])
    #expect(!FileManager.default.fileExists(atPath: path))
  }

  @Test func `No name in the environment says that the grader runs it`() async throws {
    let names = try await printed("env | cut -d= -f1").lowercased()
    for word in ["grade", "referee", "datahub", "judge", "check", "test", "swift"] {
      #expect(!names.contains(word), "\(names)")
    }
  }
}
