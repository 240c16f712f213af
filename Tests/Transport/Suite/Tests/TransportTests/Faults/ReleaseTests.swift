import GRPCCore
import HTTP2
import NIOCore
import NIOPosix
import Synchronization
import Testing

@testable import GRPCNghttp2Transport

/// Whether a server lets go of connections and streams.
@Suite(.timeLimit(.minutes(1))) struct ReleaseTests {
  @Test func `No connection and no stream is kept, whatever the peer did on it`() async throws {
    let listener = Listener()
    let connections = Mutex<[Weak<Connection>]>([])
    let accepted = Events<Void>()
    let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .childChannelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          let connection = Connection(
            server: ServerSide(listener), .server, eventLoop: channel.eventLoop)
          connections.withLock { $0.append(Weak(connection)) }
          try channel.pipeline.syncOperations.addHandler(connection)
          accepted.send()
        }
      }
      .bind(host: "127.0.0.1", port: 0).get()
    listener.listening(on: channel)
    let port = try #require(channel.localAddress?.port)

    for rule in ConformanceCase.server {
      let peer = try await RawConnection.connect(port: port)
      let opening = rule.opening ?? RawFrame.preface + RawFrame.settings.octets
      try? await peer.send(opening + (rule.before + rule.frames).flatMap(\.octets))
      try await peer.close()
      try await accepted.next()
    }
    listener.close()
    // Ends when the last connection has.
    var streams: [Weak<CallStream>] = []
    for await call in listener.calls { streams.append(Weak(call.stream)) }
    #expect(streams.count > 50)
    // The event loops let go of their closures when they have run them.
    while connections.withLock({ $0.contains { $0.value != nil } })
      || streams.contains(where: { $0.value != nil })
    {
      try await Task.sleep(for: .milliseconds(1))
    }
  }
}

/// Sendable, as what it refers to is only compared with nil.
private struct Weak<Value: AnyObject>: @unchecked Sendable {
  weak var value: Value?

  init(_ value: Value) {
    self.value = value
  }
}

extension ConnectionOptions {
  fileprivate static var server: Self {
    Self(session: .init(), handshakeTimeout: .seconds(10))
  }
}
