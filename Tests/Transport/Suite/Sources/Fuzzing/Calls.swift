internal import Synchronization

/// What the applications of a connection's calls have seen.
final class Calls: Sendable {
  struct Call {
    var stream: Int32 = 0
    var messages: [[UInt8]] = []
    /// Whether the peer's half seemed complete.
    var isComplete = false
    /// Whether the application is done with the call.
    var isOver = false
    /// Whether nothing was read before all had arrived.
    var isLate = false
  }

  private struct State {
    var calls: [Call] = []
    var isLate = false
    var waiting: [CheckedContinuation<Void, Never>] = []
  }

  private let state = Mutex(State())

  var all: [Call] { state.withLock { $0.calls } }

  /// - Returns: The new call's number.
  func begin(stream: Int32 = 0) -> Int {
    state.withLock { state in
      state.calls.append(Call(stream: stream))
      return state.calls.count - 1
    }
  }

  func change(_ number: Int, _ change: (inout Call) -> Void) {
    state.withLock { change(&$0.calls[number]) }
  }

  /// Returns once the peer has sent all that it will.
  func waitUntilLate() async {
    await withCheckedContinuation { continuation in
      let isLate = state.withLock { state in
        if !state.isLate { state.waiting.append(continuation) }
        return state.isLate
      }
      if isLate { continuation.resume() }
    }
  }

  func beLate() {
    let waiting = state.withLock { state in
      defer { state.waiting = [] }
      state.isLate = true
      return state.waiting
    }
    for continuation in waiting { continuation.resume() }
  }
}
