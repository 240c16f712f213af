import GRPCCore
import Synchronization

/// Counts handlers by what they hold on to, from their beginning until nobody keeps any of it.
final class HandlerCount: Sendable {
  private struct State {
    var started = 0
    var held = 0
    var most = 0
  }

  private let state = Mutex(State())
  private let changes = Events<Void>()

  var started: Int { state.withLock { $0.started } }
  /// The most that there were at the same time.
  var most: Int { state.withLock { $0.most } }
  var held: Int { state.withLock { $0.held } }

  /// The same handler, counted.
  func counting(_ handler: @escaping Handler) -> Handler {
    { request, context in
      let token = Token(self)
      defer { withExtendedLifetime(token) {} }
      let response = try await handler(request, context)
      guard case .success(let contents) = response.accepted else { return response }
      return Response(metadata: contents.metadata) { writer in
        defer { withExtendedLifetime(token) {} }
        return try await contents.producer(writer)
      }
    }
  }

  /// Waits until so many handlers have begun.
  func haveStarted(_ count: Int) async throws {
    while started < count { try await changes.next() }
  }

  /// Waits until every handler has ended.
  func allHaveEnded() async throws {
    while held > 0 { try await changes.next() }
  }

  /// Lives as long as anything of one handler does.
  private final class Token: Sendable {
    private let count: HandlerCount

    init(_ count: HandlerCount) {
      self.count = count
      count.state.withLock { state in
        state.started += 1
        state.held += 1
        state.most = max(state.most, state.held)
      }
      count.changes.send()
    }

    deinit {
      count.state.withLock { $0.held -= 1 }
      count.changes.send()
    }
  }
}
