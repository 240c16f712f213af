import Foundation
import TestSupport
import Testing

@testable import Grader
import Referee

/// The grader as a command, where it has been built beside these tests.
@Suite(.enabled(if: FileManager.default.isExecutableFile(atPath: Root.grade)))
struct GradeCommandTests {
  private func run(_ arguments: String...) async throws -> (
    Referee.ExitStatus?, out: String, err: String
  ) {
    let program = try await Program.start(
      Root.grade, arguments: ["--root", Root.folder.path] + arguments)
    let status = await program.exit(within: KeptPrograms.turn)
    let outputs = [Program.Output.stdout, .stderr].map { output in
      program.allLines(output).map(\.text).joined(separator: "\n")
    }
    return (status, outputs[0], outputs[1])
  }

  @Test func `A folder that is not the workbook is exit 2`() async throws {
    let program = try await Program.start(Root.grade, arguments: ["--root", "/tmp"])
    #expect(await program.exit(within: .seconds(60)) == .exited(2))
  }

  @Test func `The list names every check`() async throws {
    let (status, out, _) = try await run("--list")
    #expect(status == .exited(0))
    for check in Check.all { #expect(out.contains("  \(check.number) \(check.sentence)")) }
  }

  @Test func `What is not started is no success`() async throws {
    _ = try await KeptPrograms.of("Start")
    let (status, out, _) = try await run("1.1")
    #expect(status == .exited(1))
    #expect(out.contains("not started"))
  }

  @Test func `Every report has a flag`() async throws {
    let (_, out, _) = try await run("--help")
    for report in Reports.all { #expect(out.contains("--\(report.flag) <file>")) }
  }

  @Test func `Help is no mistake`() async throws {
    let (status, out, _) = try await run("--help")
    #expect(status == .exited(0))
    for word in ["--json", "--junit", "--nio", "--list", "answers", "Start|End|PATH"] {
      #expect(out.contains(word), "\(word)")
    }
  }
}
