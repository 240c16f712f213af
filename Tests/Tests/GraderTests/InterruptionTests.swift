import Foundation
import Referee
import TestSupport
import Testing

@testable import Grader

/// The grader when it is told to end: the command, where it has been built beside these tests.
@Suite(.enabled(if: FileManager.default.isExecutableFile(atPath: Root.grade)))
struct InterruptionTests {
  @Test(arguments: [SIGINT, SIGTERM])
  func `A grading that is interrupted tells what was run, and leaves nothing`(
    signal: Int32
  ) async throws {
    _ = try await KeptPrograms.of("End")
    let enough = Patience.scaled(.seconds(1))
    #expect(try await leastTime(enough: enough) { try await interrupt(by: signal) } < enough)
  }

  /// Interrupts a grading after its first check, and returns how long it took to end then.
  private func interrupt(by signal: Int32) async throws -> Duration {
    try await withTemporaryFolder { folder in
      let grade = try await Program.start(
        Root.grade, arguments: ["--root", Root.folder.path, "End", "--jobs", "4"],
        environment: ["TMPDIR": folder.path])
      #expect(await grade.line(.stdout, containing: "1.1", within: KeptPrograms.turn) != nil)
      let began = ContinuousClock.now
      grade.signal(signal)
      #expect(await grade.exit() == .exited(128 + signal))
      let took = ContinuousClock.now - began
      let lines = grade.allLines(.stdout).map(\.text)
      #expect(lines.contains { $0.hasSuffix("– not run") })
      #expect(lines.last?.hasPrefix("interrupted: ") == true)
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == [])
      return took
    }
  }

  @Test func `What was not run is told once, and what comes later is not`() {
    let checks = ["1.1", "1.2", "1.3"].map { Samples.check(CheckNumber(stringLiteral: $0)) }
    let progress = GradingProgress(checks, Console())
    #expect(progress.add(CheckResult(checks[0], .passed, seconds: 0)))
    let word = progress.interrupt(Samples.grading([])).word.split(separator: "\n")
    #expect(word.filter { $0.hasPrefix("○ 1.1") }.isEmpty)
    #expect(word.filter { $0.hasPrefix("○ 1.2") || $0.hasPrefix("○ 1.3") }.count == 2)
    #expect(word.last == "interrupted: 1 of 3 checks were run, 1 passed")
    #expect(!progress.add(CheckResult(checks[1], .crashed, seconds: 0)))
  }
}
