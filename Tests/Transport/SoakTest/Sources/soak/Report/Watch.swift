internal import Synchronization

/// Knows what is under way, and what has been for too long.
final class Watch: Sendable {
  private struct State {
    var last = 0
    var open: [Int: (name: String, end: ContinuousClock.Instant)] = [:]
  }

  private let state = Mutex(State())

  func add(_ name: String, bound: Duration) -> Int {
    state.withLock { state in
      state.last += 1
      state.open[state.last] = (name, .now + bound)
      return state.last
    }
  }

  func remove(_ id: Int) {
    state.withLock { $0.open[id] = nil }
  }

  var overdue: [String] {
    let now = ContinuousClock.now
    return state.withLock { $0.open.values.filter { $0.end < now }.map(\.name).sorted() }
  }
}
