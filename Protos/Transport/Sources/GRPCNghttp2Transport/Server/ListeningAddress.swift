internal import GRPCCore
internal import Synchronization

/// The address that a server is bound to, for whoever waits for it.
final class ListeningAddress: Sendable {
  private enum State {
    case pending([CheckedContinuation<SocketAddress, any Error>])
    case known(Result<SocketAddress, any Error>)
  }

  private let state = Mutex(State.pending([]))

  var value: SocketAddress {
    get async throws {
      try await withCheckedThrowingContinuation { continuation in
        let known = state.withLock { state -> Result<SocketAddress, any Error>? in
          switch state {
          case .known(let result):
            return result
          case .pending(let waiting):
            state = .pending(waiting + [continuation])
            return nil
          }
        }
        if let known { continuation.resume(with: known) }
      }
    }
  }

  func set(_ result: Result<SocketAddress, any Error>) {
    let waiting = state.withLock { state in
      defer { state = .known(result) }
      if case .pending(let waiting) = state { return waiting }
      return []
    }
    for continuation in waiting { continuation.resume(with: result) }
  }
}
