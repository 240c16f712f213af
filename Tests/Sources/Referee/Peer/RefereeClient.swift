public import HTTP2
internal import NIOCore
internal import NIOPosix

/// The referee as client: one connection to a server that is judged.
public final class RefereeClient: Sendable {
  private let peer: Peer

  private init(peer: Peer) {
    self.peer = peer
  }

  /// - Throws: ``RefereeError/cannotConnect(_:)``.
  public static func connect(
    host: String = "127.0.0.1", port: Int, options: PeerOptions = .init(), transcript: Transcript
  ) async throws -> RefereeClient {
    do {
      let peer = try await ClientBootstrap(group: Loops.group)
        .channelOption(.tcpOption(.tcp_nodelay), value: 1)
        .connectTimeout(Patience.cap.timeAmount)
        .connect(host: host, port: port) { channel in
          channel.eventLoop.makeCompletedFuture {
            try Peer(role: .client, options: options, transcript: transcript, channel: channel)
          }
        }
      return RefereeClient(peer: peer)
    } catch {
      throw RefereeError.cannotConnect("\(error)")
    }
  }

  /// Opens a stream with the headers of a gRPC request.
  ///
  /// - Parameter timeout: What `grpc-timeout` says, in milliseconds. The referee does not enforce it.
  public func call(
    _ path: String, metadata: [Header] = [], timeout: Duration? = nil
  ) async throws -> RefereeCall {
    var headers = [
      Header(":method", "POST"), Header(":scheme", "http"), Header(":path", path),
      Header(":authority", "datahub"), Header("te", "trailers"),
      Header("content-type", "application/grpc"), Header("user-agent", "datahub-referee"),
    ]
    if let timeout {
      headers.append(Header("grpc-timeout", "\(Int(timeout / .milliseconds(1)))m"))
    }
    let request = headers + metadata
    let (stream, startedAt) = try await peer.run { try $0.open(request, path: path) }
    return RefereeCall(stream: stream, path: path, startedAt: startedAt)
  }

  /// Opens a stream for a call of the method, as ``call(_:metadata:timeout:)-(String,_,_)`` does.
  public func call(
    _ method: Contract.Method, metadata: [Header] = [], timeout: Duration? = nil
  ) async throws -> RefereeCall {
    try await call(method.path, metadata: metadata, timeout: timeout)
  }

  /// A barrier: returns when a PING was answered, and so everything that the peer had sent before
  /// the answer has been recorded.
  ///
  /// - Throws: ``RefereeError/noAnswerToPing`` or ``RefereeError/connectionClosed``.
  public func ping(within cap: Duration = Patience.cap) async throws {
    try await peer.ping(within: cap)
  }

  /// Whether the connection ended within the cap.
  public func closed(within cap: Duration = Patience.cap) async -> Bool {
    await peer.closed(within: cap)
  }

  /// Sends GOAWAY and closes.
  public func close() async {
    await peer.close()
  }

  /// Closes the socket without a word.
  public func cut() async {
    await peer.cut()
  }
}
