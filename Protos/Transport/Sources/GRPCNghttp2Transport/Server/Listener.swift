internal import GRPCCore
internal import NIOCore
internal import Synchronization

/// What a server's connections share: who is there, and where calls go.
final class Listener: Sendable {
  private struct State {
    var channel: (any Channel)?
    var connections: [ObjectIdentifier: ConnectionGate] = [:]
    var isShuttingDown = false
    /// Whether no connection can come any more.
    var isClosed = false
  }

  private let state = Mutex(State())
  private let continuation: AsyncStream<AcceptedCall>.Continuation
  /// The calls, until the listener and all its connections are closed.
  let calls: AsyncStream<AcceptedCall>

  init() {
    (calls, continuation) = AsyncStream.makeStream()
  }

  func accept(_ call: AcceptedCall) {
    continuation.yield(call)
  }

  /// The server accepts connections from now on.
  func listening(on channel: any Channel) {
    let isShuttingDown = state.withLock { state in
      state.channel = channel
      return state.isShuttingDown
    }
    channel.closeFuture.whenComplete { _ in self.finish { $0.isClosed = true } }
    if isShuttingDown { channel.close(promise: nil) }
  }

  /// - Returns: Whether the connection comes too late.
  func opened(_ gate: ConnectionGate) -> Bool {
    state.withLock { state in
      state.connections[ObjectIdentifier(gate)] = gate
      return state.isShuttingDown
    }
  }

  func closed(_ gate: ConnectionGate) {
    finish { $0.connections[ObjectIdentifier(gate)] = nil }
  }

  /// Accepts no more connections, and ends those there are once their streams have ended.
  func shutDown() {
    stop { $0.drain() }
  }

  /// Closes all connections, with what is open on them.
  func close() {
    stop { $0.close() }
  }

  private func stop(_ body: @escaping @Sendable (Connection) -> Void) {
    let (channel, gates) = state.withLock { state in
      state.isShuttingDown = true
      return (state.channel, Array(state.connections.values))
    }
    channel?.close(promise: nil)
    for gate in gates { gate.perform(body) }
  }

  private func finish(_ change: (inout State) -> Void) {
    let isOver = state.withLock { state in
      change(&state)
      return state.isClosed && state.connections.isEmpty
    }
    if isOver { continuation.finish() }
  }
}
