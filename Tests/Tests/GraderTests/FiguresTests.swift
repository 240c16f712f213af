import Foundation
import Referee
import Testing

@testable import Grader

/// Figures that cannot be had are trouble or a failure, and never 0.
@Suite struct FiguresTests {
  private func shell(_ script: String) async throws -> Program {
    try await Program.start("/bin/sh", arguments: ["-c", script])
  }

  @Test func `A figure of a program that runs is told`() async throws {
    let program = try await shell("echo; exec sleep 1000")
    _ = await program.nextLine(.stdout)
    #expect(try await program.measured("peak memory", \.peakMemory) > 0)
    program.kill()
    _ = await program.exit()
  }

  @Test func `A figure of a program that has ended is a failure that says so`() async throws {
    let program = try await shell("exit 3")
    _ = await program.exit()
    await #expect(
      throws: CheckFailure(expected: "the program to go on", received: "it exited with 3")
    ) {
      try await program.measured("peak memory", \.peakMemory)
    }
  }

  @Test func `A figure that the system does not tell is trouble`() async throws {
    let program = try await shell("exec sleep 1000")
    await #expect(throws: Trouble.self) {
      try await program.measured("weight") { _ in Int?.none }
    }
    program.kill()
    _ = await program.exit()
  }
}
