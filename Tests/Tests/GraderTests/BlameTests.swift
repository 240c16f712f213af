import Foundation
import Referee
import TestSupport
import Testing

@testable import Grader

/// Submissions that do not build for reasons that no compiler gives: real builds, one after another.
@Suite(.serialized, .enabled(if: FileManager.default.isExecutableFile(atPath: Root.grade)))
struct BlameTests {
  /// The grader's words on End with these files put over it; nil takes a file or folder away.
  private func grade(
    _ changes: [String: String?], _ arguments: [String] = ["1.1"]
  ) async throws -> (Referee.ExitStatus?, String) {
    _ = try await KeptPrograms.of("End")
    return try await withTemporaryFolder { folder in
      let sources = folder.appending(path: "Sources")
      try FileManager.default.copyItem(
        at: Root.folder.appending(path: "End/Sources"), to: sources)
      for (path, text) in changes {
        let file = sources.appending(path: path)
        guard let text else {
          try FileManager.default.removeItem(at: file)
          try FileManager.default.createDirectory(at: file, withIntermediateDirectories: true)
          continue
        }
        try FileManager.default.createDirectory(
          at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: file)
      }
      let grade = try await Program.start(
        Root.grade, arguments: ["--root", Root.folder.path, folder.path] + arguments,
        environment: ProcessInfo.processInfo.environment)
      let status = await grade.exit(within: KeptPrograms.turn)
      grade.kill()
      return (status, grade.allLines(.stdout).map(\.text).joined(separator: "\n"))
    }
  }

  @Test func `A file's name twice in a target is the submission's fault, and named`() async throws {
    let (status, words) = try await grade(["DataHubServer/more/EgressService.swift": "// again"])
    #expect(status == .exited(1))
    #expect(words.contains("does not build"))
    #expect(words.contains("EgressService.swift"))
  }

  @Test func `A target without files is the submission's fault, and named`() async throws {
    let (status, words) = try await grade(["DataHub": nil])
    #expect(status == .exited(1))
    #expect(words.contains("does not build"))
    #expect(words.contains(#/'?DataHub'?/#))
  }

  @Test func `Files of odd names are built as any other`() async throws {
    let (status, words) = try await grade([
      "DataHubServer/-x.swift": "let dash = 1", "DataHubServer/with space é'.swift": "let x = 1",
      "DataHubServer/error: no.swift": "let y = 1",
      "DataHubServer/deep/$(false).swift": "let z = 1",
    ])
    #expect(status == .exited(0), "\(words)")
    #expect(words.contains("✓ 1.1"))
  }

  @Test func `What takes a compiler for ever is ended at the limit, and nothing is left`()
    async throws
  {
    #if os(Linux)
      Leftovers.adopt()
    #endif
    let depth = 20_000
    let bomb = String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
    let (status, words) = try await grade(
      ["DataHub/Bomb.swift": "let bomb = \(bomb)"], ["1.1", "--build-limit", "12"])
    #expect(status == .exited(1))
    #expect(words.contains("did not end within 12 s"), "\(words)")
    #expect(!Leftovers.find().contains { $0.command.hasPrefix("swift-front") })
  }
}
