import GRPCCore
import Synchronization

/// Counts the handlers that began and ended, and what they hold on to.
final class HandlerCount: Sendable {
  private struct State {
    var started = 0
    var ended = 0
    var most = 0
    var held = 0
  }

  private let state = Mutex(State())

  var started: Int { state.withLock { $0.started } }
  /// The most that ran at the same time.
  var most: Int { state.withLock { $0.most } }
  /// Those that run, or whose closures somebody still keeps.
  var left: Int { state.withLock { max($0.started - $0.ended, $0.held) } }

  /// The same handler, counted from its beginning to the end of its response.
  func counting(_ handler: @escaping Handler) -> Handler {
    { request, context in
      let token = Token(self)
      do {
        let response = try await handler(request, context)
        guard case .success(let contents) = response.accepted else {
          token.end()
          return response
        }
        return Response(metadata: contents.metadata) { writer in
          defer { token.end() }
          return try await contents.producer(writer)
        }
      } catch {
        token.end()
        throw error
      }
    }
  }

  /// Waits until every handler has ended, and nobody keeps anything of it.
  func allHaveEnded() async throws {
    while left > 0 {
      try Task.checkCancellation()
      await Task.yield()
    }
  }

  /// Lives as long as anything of one handler does.
  private final class Token: Sendable {
    private let count: HandlerCount

    init(_ count: HandlerCount) {
      self.count = count
      count.state.withLock { state in
        state.started += 1
        state.held += 1
        state.most = max(state.most, state.started - state.ended)
      }
    }

    deinit {
      count.state.withLock { $0.held -= 1 }
    }

    func end() {
      count.state.withLock { $0.ended += 1 }
    }
  }
}
