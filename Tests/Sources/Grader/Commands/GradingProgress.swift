internal import Synchronization

/// The results of a grading that are there, shown as they come; the last word if it is interrupted.
final class GradingProgress: Sendable {
  private struct State {
    var results: [CheckResult] = []
    var causes = Causes()
    var isOver = false
  }

  private let checks: [Check]
  private let console: Console
  private let prints: Bool
  private let state = Mutex(State())

  init(_ checks: [Check], _ console: Console, prints: Bool = true) {
    self.checks = checks
    self.console = console
    self.prints = prints
  }

  /// Takes up and prints the next result, and returns whether it is one: what comes after the
  /// interruption is none, since its programs were ended.
  @discardableResult
  func add(_ result: CheckResult) -> Bool {
    state.withLock { state in
      if state.isOver { return false }
      state.results.append(result)
      let first = state.causes.check(before: result)
      if prints { console.print(console.report.text(of: result, as: first)) }
      return true
    }
  }

  /// Which checks were not run, and how far the run came. From now on nothing is added.
  func interrupt(_ begun: Grading) -> (Grading, word: String) {
    let results = state.withLock { state in
      state.isOver = true
      return state.results
    }
    let rest = checks.dropFirst(results.count).map { CheckResult($0, .notRun, seconds: 0) }
    var grading = begun
    grading.checks = results + rest
    let lines = rest.map(console.report.text) + ["", console.report.interruption(of: grading)]
    return (grading, lines.joined(separator: "\n"))
  }
}
