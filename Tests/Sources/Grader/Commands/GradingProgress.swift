internal import Synchronization

/// The results of a grading that are there, shown as they come; the last word if it is interrupted.
final class GradingProgress: Sendable {
  private struct State {
    var results: [CheckResult] = []
    var isOver = false
  }

  private let checks: [Check]
  private let console: Console
  private let state = Mutex(State())

  init(_ checks: [Check], _ console: Console) {
    self.checks = checks
    self.console = console
  }

  /// Shows the next result. What comes after the interruption is none: its programs were ended.
  func add(_ result: CheckResult) {
    state.withLock { state in
      if state.isOver { return }
      state.results.append(result)
      console.print(console.report.text(of: result))
    }
  }

  /// Says which checks were not run. From now on nothing is added.
  func interrupt(_ begun: Grading) {
    let results = state.withLock { state in
      state.isOver = true
      return state.results
    }
    let rest = checks.dropFirst(results.count).map { CheckResult($0, .notRun, seconds: 0) }
    for result in rest { console.print(console.report.text(of: result)) }
    var grading = begun
    grading.checks = results + rest
    grading.build.succeeded = true
    console.print("")
    console.print(console.report.interruption(of: grading))
  }
}
