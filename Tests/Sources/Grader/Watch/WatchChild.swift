internal import Foundation
internal import Referee

/// A grading or a call in a process of its own, so that it can be ended at any moment, and whatever it
/// does cannot touch the terminal.
final class WatchChild: Sendable {
  private let program: Program
  /// Where it makes its temporary folders: it may be killed before it removes them.
  private let temporary: WorkingFolder

  /// Starts the grader with these arguments.
  ///
  /// - Parameters:
  ///   - said: Is told each line of its stdout, in order.
  ///   - waits: Is told each line of its stderr.
  ///   - ended: Is told once both were told, and it has ended.
  init(
    _ executable: String, _ arguments: [String], said: @escaping @Sendable (String) -> Void,
    waits: @escaping @Sendable (String) -> Void, ended: @escaping @Sendable () -> Void
  ) async throws {
    let temporary = WorkingFolder()
    let program = try await Program.start(
      executable, arguments: arguments,
      environment: ProcessInfo.processInfo.environment.merging(["TMPDIR": temporary.path()]) { $1 },
      ending: .byInterrupt)
    self.program = program
    self.temporary = temporary
    Task {
      async let out: Void = Self.tell(program, .stdout, said)
      async let err: Void = Self.tell(program, .stderr, waits)
      _ = await (out, err)
      _ = await program.exit()
      temporary.remove()
      ended()
    }
  }

  /// Has it end what it started, and itself; returns at once.
  func stop() { Task { await end() } }

  /// Does the same, and returns once it has ended. What does not end by itself is killed.
  func end() async {
    program.signal(SIGINT)
    if await program.exit(within: .seconds(2)) == nil {
      program.kill()
      _ = await program.exit()
      Leftovers.kill()
    }
    temporary.remove()
  }

  private static func tell(
    _ program: Program, _ output: Program.Output, _ body: @Sendable (String) -> Void
  ) async {
    while let line = await program.nextLine(output, within: .seconds(86_400)) { body(line.text) }
  }
}
