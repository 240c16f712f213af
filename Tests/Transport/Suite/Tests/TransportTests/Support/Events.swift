import Synchronization
import Testing

/// What happens in one task, for another that waits for it.
final class Events<Value: Sendable>: Sendable {
  private struct State {
    var values: [Value] = []
    var isFinished = false
    var waiters: [CheckedContinuation<Void, Never>] = []
  }

  private let state = Mutex(State())

  func send(_ value: Value) {
    let waiters = state.withLock { state in
      state.values.append(value)
      defer { state.waiters = [] }
      return state.waiters
    }
    for waiter in waiters { waiter.resume() }
  }

  /// Those that happened since the last call.
  func takeAll() -> [Value] {
    state.withLock { state in
      defer { state.values = [] }
      return state.values
    }
  }

  /// The next one. A test's time limit ends the wait by cancelling its task.
  func next() async throws -> Value {
    while true {
      try Task.checkCancellation()
      let value = state.withLock { state in
        state.values.isEmpty ? nil : state.values.removeFirst()
      }
      if let value { return value }
      await withTaskCancellationHandler {
        await withCheckedContinuation { continuation in
          let isReady = state.withLock { state in
            if !state.values.isEmpty || Task.isCancelled { return true }
            state.waiters.append(continuation)
            return false
          }
          if isReady { continuation.resume() }
        }
      } onCancel: {
        let waiters = state.withLock { state in
          defer { state.waiters = [] }
          return state.waiters
        }
        for waiter in waiters { waiter.resume() }
      }
    }
  }
}

extension Events where Value == Void {
  func send() {
    send(())
  }
}
