internal import NIOCore
internal import NIOPosix
internal import Synchronization

/// A TCP proxy on 127.0.0.1 that gives each connection a fault.
final class Proxy: Sendable {
  private struct Refused: Error {}

  private let channel: any Channel
  private let faults: Faults

  /// The faults that it has given.
  final class Faults: Sendable {
    private let state: Mutex<(random: Seeded, counts: [Fault.Name: Int])>
    private let damages: Bool

    init(seed: UInt64, damages: Bool) {
      state = Mutex((Seeded(seed: seed, stream: damages ? 2 : 1), [:]))
      self.damages = damages
    }

    func next() -> Fault {
      state.withLock { state in
        let fault = Fault(using: &state.random, damages: damages)
        state.counts[fault.name, default: 0] += 1
        return fault
      }
    }

    var counts: [Fault.Name: Int] { state.withLock { $0.counts } }
  }

  private init(channel: any Channel, faults: Faults) {
    self.channel = channel
    self.faults = faults
  }

  var port: Int { channel.localAddress?.port ?? 0 }

  var counts: [Fault.Name: Int] { faults.counts }

  static func listen(
    to server: Int, faults: Faults, group: any EventLoopGroup
  ) async throws -> Proxy {
    let channel = try await ServerBootstrap(group: group)
      .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
      .childChannelOption(.autoRead, value: false)
      .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
      .childChannelInitializer { client in
        let fault = faults.next()
        if fault.refuses { return client.eventLoop.makeFailedFuture(Refused()) }
        return connect(client, to: server, fault)
      }
      .bind(host: "127.0.0.1", port: 0).get()
    return Proxy(channel: channel, faults: faults)
  }

  func close() async throws {
    try await channel.close()
  }

  private static func connect(
    _ client: any Channel, to port: Int, _ fault: Fault
  ) -> EventLoopFuture<Void> {
    ClientBootstrap(group: client.eventLoop)
      .channelOption(.autoRead, value: false)
      .channelOption(.tcpOption(.tcp_nodelay), value: 1)
      .connect(host: "127.0.0.1", port: port)
      .flatMapThrowing { server in
        try client.pipeline.syncOperations.addHandler(
          ProxyHandler(to: server, course: fault.fromClient))
        try server.pipeline.syncOperations.addHandler(
          ProxyHandler(to: client, course: fault.fromServer))
        // Either may have ended before its relay was there to see it.
        for (one, other) in [(client, server), (server, client)] {
          one.closeFuture.whenComplete { _ in
            client.eventLoop.scheduleTask(in: .seconds(10)) { other.close(promise: nil) }
          }
        }
        if let time = fault.resetAfter {
          client.eventLoop.scheduleTask(in: time) {
            client.end(resets: true)
            server.end(resets: true)
          }
        }
      }
  }
}
