internal import Foundation
internal import Referee

/// The build folder in the hands of one run: every run locks, reads and builds here.
struct Workshop: Sendable {
  private let workbook: Workbook
  private let console: Console

  /// Waits until no other grader uses the build folder, and lends it to `body`. What programs then
  /// left behind is ended.
  static func use<Result: Sendable>(
    _ workbook: Workbook, _ console: Console, body: (Workshop) async throws -> Result
  ) async throws -> Result {
    let lock = try await BuildLock(workbook) {
      console.progress("Another grader uses the build folder; waiting for it to end …")
    }
    defer {
      Leftovers.kill()
      lock.release()
    }
    return try await body(Workshop(workbook: workbook, console: console))
  }

  /// Builds a submission, or finds what was built from the same sources.
  func build(
    _ submission: Submission, _ transport: Grading.Transport
  ) async throws -> Builder.Outcome {
    try await build(submission.name, from: submission.sources().tree, transport)
  }

  /// - Parameters:
  ///   - store: Where the programs are kept: see ``ProgramStore``.
  ///   - inBackground: Whether something else goes on: it goes first, and nothing is shown.
  ///   - error: Is told each error of the compiler as soon as it is there.
  func build(
    _ name: String, from sources: SourceTree, _ transport: Grading.Transport,
    limit: Duration = Builder.usualLimit, keepingIn store: String = "programs",
    inBackground: Bool = false, error: @escaping @Sendable (String) -> Void = { _ in }
  ) async throws -> Builder.Outcome {
    let builder = Builder(
      workbook, transport: transport, limit: limit, keepingIn: store, isNice: inBackground)
    if inBackground { return try await builder.build(sources) }
    return try await console.timing("building \(PlainText.harmless(name))") { step in
      try await builder.build(sources, listener: BuildListener(step: step, error: error))
    }
  }
}
