import NIOCore
import NIOPosix
import Synchronization

/// A TCP relay between a client and its server that can be cut, slowed, silenced and sent elsewhere.
final class Relay: Sendable {
  private struct State {
    var target: Int
    var manner: Manner
    var connections: [any Channel] = []
  }

  private let state: Mutex<State>
  private let listener = Mutex<(any Channel)?>(nil)
  private let isSilent = Atomic(false)

  private init(to target: Int, _ manner: Manner) {
    state = Mutex(State(target: target, manner: manner))
  }

  static func listen(to target: Int, _ manner: Manner = .whole) async throws -> Relay {
    let relay = Relay(to: target, manner)
    let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .childChannelInitializer { relay.accept($0) }
      .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
      .bind(host: "127.0.0.1", port: 0).get()
    relay.listener.withLock { $0 = channel }
    return relay
  }

  var port: Int {
    listener.withLock { $0?.localAddress?.port } ?? 0
  }

  /// Relays connections that are yet to come in another manner.
  func become(_ manner: Manner) {
    state.withLock { $0.manner = manner }
  }

  /// Relays connections that are yet to come to another server.
  func redirect(to target: Int) {
    state.withLock { $0.target = target }
  }

  /// Lets nothing through while it is silent, and closes nothing.
  func silence(_ silent: Bool) {
    isSilent.store(silent, ordering: .relaxed)
  }

  /// Closes all connections.
  func cut() async {
    let connections = state.withLock { state in
      defer { state.connections = [] }
      return state.connections
    }
    for connection in connections { try? await connection.close() }
  }

  func close() async throws {
    await cut()
    try await listener.withLock { $0 }?.close()
  }

  /// Connects to the server; the client's octets wait until then.
  private func accept(_ client: any Channel) -> EventLoopFuture<Void> {
    let (target, manner) = state.withLock { ($0.target, $0.manner) }
    return ClientBootstrap(group: client.eventLoop)
      .channelOption(.tcpOption(.tcp_nodelay), value: 1)
      .channelInitializer { self.add(.fromServer, manner, to: $0, partner: client) }
      .connect(host: "127.0.0.1", port: target)
      .flatMap { server in
        self.state.withLock { $0.connections += [client, server] }
        return self.add(.fromClient, manner, to: client, partner: server)
      }
  }

  private func add(
    _ direction: Direction, _ manner: Manner, to channel: any Channel, partner: any Channel
  ) -> EventLoopFuture<Void> {
    channel.eventLoop.makeCompletedFuture {
      var limit = Int.max
      if case .cut(direction, let count) = manner { limit = count }
      let handler = RelayHandler(
        to: partner, limit: limit, dribbles: manner == .octetByOctet,
        isSilent: { self.isSilent.load(ordering: .relaxed) })
      try channel.pipeline.syncOperations.addHandler(handler)
    }
  }
}

extension Relay {
  enum Direction: Hashable, Sendable { case fromClient, fromServer }

  /// How octets get to the other side.
  enum Manner: Hashable, Sendable {
    case whole
    /// Each in a segment of its own.
    case octetByOctet
    /// The connection is closed when so many have passed, and more come.
    case cut(Direction, after: Int)
  }
}
