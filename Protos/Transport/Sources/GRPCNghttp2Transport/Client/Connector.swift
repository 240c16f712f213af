internal import GRPCCore
internal import NIOCore
internal import Synchronization

/// Keeps a client connected while calls want it to be.
///
/// It connects when it starts running and when a call finds no connection. After a failure it waits,
/// longer each time; meanwhile calls fail, unless they wait for ready.
final class Connector: Sendable {
  /// A connection that takes calls.
  struct Link: Sendable {
    let gate: ConnectionGate
    let remotePeer: String
    let localPeer: String
  }

  private let dialer: Dialer
  private let backoff: Nghttp2ClientTransport.Config.Backoff
  private let state = Mutex(ConnectorState())

  init(dialer: Dialer, backoff: Nghttp2ClientTransport.Config.Backoff) {
    self.dialer = dialer
    self.backoff = backoff
  }

  // MARK: For the transport

  /// Returns when the client has shut down and its last connection is closed.
  func run() async throws {
    let begin = state.withLock { $0.run() }
    if begin { dial() }
    await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        let isOver = state.withLock { $0.waitForEnd(continuation) }
        if isOver { continuation.resume() }
      }
    } onCancel: {
      shutDown { $0.close() }
    }
  }

  /// A connection for a call.
  func link(waitForReady: Bool) async throws -> Link {
    let id = state.withLock { $0.nextWaiter() }
    return try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { continuation in
        let waiter = ConnectorState.Waiter(
          id: id, waitsForReady: waitForReady, stream: nil,
          resume: { continuation.resume(with: $0) })
        let begin = state.withLock { state in
          if Task.isCancelled { waiter.fail(CancellationError()) } else { return state.add(waiter) }
          return false
        }
        if begin { dial() }
      }
    } onCancel: {
      state.withLock { $0.removeWaiter(id) }?.fail(CancellationError())
    }
  }

  /// Has a connection take over a call that another one could not begin. If there is none, the call
  /// fails, unless it waits for ready.
  ///
  /// - Parameter reason: Why the other one could not, for those whose call fails.
  func again(_ stream: CallStream, after reason: String) {
    let waiter = ConnectorState.Waiter(
      id: state.withLock { $0.nextWaiter() }, waitsForReady: stream.waitsForReady, stream: stream,
      resume: { result in
        // Not now: the connector may be locked.
        switch result {
        case .success(let link):
          link.gate.eventLoop.execute {
            let connection = link.gate.connection
            let isAdopted = connection.map { $0.client?.adopt(stream, on: $0) == true }
            if isAdopted != true { self.again(stream, after: reason) }
          }
        case .failure(let error):
          let cause = (error as? RPCError)?.message ?? "\(error)"
          let error = RPCError(code: .unavailable, message: "\(reason); then \(cause)")
          stream.gate.eventLoop.execute { stream.fail(error) }
        }
      })
    let begin = state.withLock { $0.add(waiter) }
    if begin { dial() }
  }

  /// The call is over, and wants no connection any more.
  func forget(_ stream: CallStream) {
    _ = state.withLock { $0.removeWaiter(of: stream) }
  }

  /// Takes no more calls, and ends once those there are have ended.
  func shutDown() {
    shutDown { $0.drain() }
  }

  private func shutDown(_ body: @escaping @Sendable (Connection) -> Void) {
    let (gates, waiters, end) = state.withLock { $0.shutDown() }
    for gate in gates { gate.perform(body) }
    let error = RPCError(code: .unavailable, message: "the client is shut down")
    for waiter in waiters { waiter.fail(error) }
    end?.resume()
  }

  // MARK: For connections

  private func dial() {
    let addresses = state.withLock { $0.addresses(otherwise: dialer.addresses()) }
    dialer.dial(for: self, addresses) {
      self.failed($0)
    } opened: { gate in
      self.state.withLock { $0.opened(gate) }
    }
  }

  /// The server's SETTINGS have arrived.
  func connected(_ link: Link) {
    let (waiters, isShutDown) = state.withLock { $0.connected(link) }
    if isShutDown { link.gate.perform { $0.drain() } }
    for waiter in waiters { waiter.resume(.success(link)) }
  }

  /// The connection takes no new calls.
  func isLeaving(_ gate: ConnectionGate) {
    let begin = state.withLock { $0.isLeaving(gate) }
    if begin { dial() }
  }

  /// - Parameters:
  ///   - address: The server's.
  ///   - reason: Why, if that was not to be expected.
  func closed(_ gate: ConnectionGate, at address: NIOCore.SocketAddress?, reason: String?) {
    let (wasConnecting, begin, end) = state.withLock { $0.closed(gate) }
    if wasConnecting {
      let error = dialer.error(reason ?? "the connection was closed")
      let next = state.withLock { $0.failed(at: address, error) }
      if next { dial() } else { failed(error) }
    }
    if begin { dial() }
    end?.resume()
  }

  /// An attempt to connect has failed.
  private func failed(_ error: RPCError) {
    let (waiters, error, failures, end) = state.withLock { $0.failed(error) }
    for waiter in waiters { waiter.fail(error) }
    end?.resume()
    dialer.eventLoop.scheduleTask(in: TimeAmount(backoff.wait(after: failures))) {
      let begin = self.state.withLock { $0.waitIsOver() }
      if begin { self.dial() }
    }
  }
}

extension Nghttp2ClientTransport.Config.Backoff {
  /// How long to wait after so many failures in a row.
  func wait(after failures: Int) -> Duration {
    var wait = initial
    for _ in 1..<Swift.max(1, failures) where wait < max { wait = wait * multiplier }
    return min(wait, max) * Double.random(in: (1 - jitter)...(1 + jitter))
  }
}
