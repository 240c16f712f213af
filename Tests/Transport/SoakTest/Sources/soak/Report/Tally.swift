internal import Synchronization

/// Counts of calls, and what must not be.
final class Tally: Sendable {
  struct Row: Hashable {
    let kind: Plan.Kind
    let status: String
    /// Nil if nothing explains the status.
    let cause: Cause?
  }

  private struct State {
    var counts: [Row: [Route: Int]] = [:]
    var calls = 0
    var failures: [String] = []
    var failureCount = 0
  }

  private let state = Mutex(State())

  func add(_ end: CallEnd, _ cause: Cause?) {
    let row = Row(kind: end.plan.kind, status: end.status, cause: cause)
    state.withLock { state in
      state.calls += 1
      state.counts[row, default: [:]][end.route, default: 0] += 1
    }
  }

  /// Notes a hard failure; the first twenty are kept in words.
  func fail(_ description: String) {
    state.withLock { state in
      state.failureCount += 1
      if state.failures.count < 20 { state.failures.append(description) }
    }
  }

  var calls: Int { state.withLock { $0.calls } }
  var failureCount: Int { state.withLock { $0.failureCount } }
  var failures: [String] { state.withLock { $0.failures } }
  var counts: [Row: [Route: Int]] { state.withLock { $0.counts } }
}
