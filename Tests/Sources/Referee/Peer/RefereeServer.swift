internal import HTTP2
internal import NIOCore
internal import NIOPosix

/// The referee as server: a free port of loopback, and the calls that arrive there.
public final class RefereeServer: Sendable {
  public let port: Int
  private let listener: any Channel
  private let peers: Peers
  private let calls: Mailbox<ServedCall>

  private init(port: Int, listener: any Channel, peers: Peers, calls: Mailbox<ServedCall>) {
    self.port = port
    self.listener = listener
    self.peers = peers
    self.calls = calls
  }

  /// Listens, on any free port unless told. What a program opens beyond the limits of the options is
  /// closed or refused, and noted in the transcript.
  public static func listen(
    port: Int = 0, options: PeerOptions = .init(), transcript: Transcript
  ) async throws -> RefereeServer {
    let peers = Peers(limit: options.limits.connections, transcript: transcript)
    let calls = Mailbox<ServedCall>()
    let listener = try await ServerBootstrap(group: Loops.group)
      .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
      .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
      .childChannelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          try peers.admit()
          do {
            let peer = try Peer(
              role: .server, options: options, transcript: transcript, channel: channel
            ) { call in
              if calls.count >= options.limits.waitingCalls { return false }
              calls.post(call)
              return true
            }
            peers.add(peer)
            channel.closeFuture.whenComplete { _ in peers.remove(peer) }
          } catch {
            peers.remove(nil)
            throw error
          }
        }
      }
      .bind(host: "127.0.0.1", port: port).get()
    guard let port = listener.localAddress?.port else {
      try? await listener.close()
      throw RefereeError.cannotListen
    }
    return RefereeServer(port: port, listener: listener, peers: peers, calls: calls)
  }

  /// How many connections have been made until now, whether they are open or not.
  public var connectionCount: Int { peers.total }

  /// The next call to arrive; nil if none does within the cap.
  public func nextCall(within cap: Duration = Patience.cap) async -> ServedCall? {
    await calls.next(within: cap)
  }

  /// Takes no more calls; those that there are go on.
  func takeNoMore() { calls.finish() }

  /// Stops listening, sends GOAWAY on every connection, and closes them.
  public func close() async {
    try? await listener.close()
    calls.finish()
    for peer in peers.all { await peer.close() }
  }
}
