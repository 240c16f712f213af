import Foundation
import Referee
import TestSupport
import Testing

@testable import Grader

/// Where programs are found: the command, where it has been built beside these tests.
@Suite(.enabled(if: FileManager.default.isExecutableFile(atPath: Root.grade)))
struct ProgramsRunTests {
  @Test func `Programs that are kept are found while another grader uses the build folder`()
    async throws
  {
    let kept = try await KeptPrograms.of("End")
    let lock = try await BuildLock(try Root.workbook()) {}
    defer { lock.release() }
    let grade = try await Program.start(
      Root.grade, arguments: ["--root", Root.folder.path, "programs", "End"])
    defer { grade.kill() }
    #expect(await grade.exit(within: Patience.scaled(.seconds(30))) == .exited(0))
    #expect(grade.allLines(.stdout).map(\.text) == [kept.folder.path])
  }
}
