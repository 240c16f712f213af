import Foundation
import Referee
import TestSupport
import Testing

/// Mistakes of the caller's.
@Suite(.enabled(if: FileManager.default.isExecutableFile(atPath: Root.grade)))
struct BadInputTests {
  @Test(arguments: BadInput.all)
  func `A mistake of the caller's is exit 2, a wrong flag 64, and both say what it is`(
    input: BadInput
  ) async throws {
    let root = input.words.contains("--root") ? [] : ["--root", Root.folder.path]
    let program = try await Program.start(Root.grade, arguments: root + input.words)
    #expect(await program.exit(within: Patience.scaled(.seconds(60))) == .exited(input.code))
    let errors = program.allLines(.stderr).map(\.text).joined(separator: "\n")
    #expect(errors.contains(input.says), "\(errors)")
    #expect(program.allLines(.stdout).isEmpty)
  }

  @Test func `A report that cannot be written is exit 2, and names the file`() async throws {
    _ = try await KeptPrograms.of("End")
    for flag in ["--json", "--junit", "--html"] {
      let program = try await Program.start(
        Root.grade,
        arguments: ["--root", Root.folder.path, "End", "1.4", flag, "/nowhere/report"])
      #expect(await program.exit(within: KeptPrograms.turn) == .exited(2))
      let errors = program.allLines(.stderr).map(\.text).joined(separator: "\n")
      #expect(errors.contains("cannot be written to /nowhere/report"))
    }
  }
}
