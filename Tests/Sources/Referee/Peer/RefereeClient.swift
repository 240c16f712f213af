public import HTTP2
internal import NIOCore
internal import NIOPosix

/// The referee as client: one connection to a server that is judged.
public final class RefereeClient: Sendable {
  private let peer: Peer
  private let guise: Guise
  /// What the requests call the server: `host:port`.
  private let authority: String

  private init(peer: Peer, guise: Guise, authority: String) {
    self.peer = peer
    self.guise = guise
    self.authority = authority
  }

  /// Its number in the transcript.
  public var connection: Int { peer.connection }

  /// - Throws: ``RefereeError/cannotConnect(_:)``, also for what is no port.
  public static func connect(
    host: String = "127.0.0.1", port: Int, options: PeerOptions = .init(), transcript: Transcript
  ) async throws -> RefereeClient {
    guard (1...65_535).contains(port) else {
      throw RefereeError.cannotConnect("\(port) is no port")
    }
    do {
      let peer = try await ClientBootstrap(group: Loops.group)
        .channelOption(.tcpOption(.tcp_nodelay), value: 1)
        .connectTimeout(Patience.cap.timeAmount)
        .connect(host: host, port: port) { channel in
          channel.eventLoop.makeCompletedFuture {
            try Peer(role: .client, options: options, transcript: transcript, channel: channel)
          }
        }
      return RefereeClient(peer: peer, guise: options.guise, authority: "\(host):\(port)")
    } catch {
      throw RefereeError.cannotConnect("\(error)")
    }
  }

  /// Opens a stream with the headers of a gRPC request.
  ///
  /// - Parameter timeout: What `grpc-timeout` says. The referee does not enforce it.
  public func call(
    _ path: String, metadata: [Header] = [], timeout: Duration? = nil
  ) async throws -> RefereeCall {
    let request =
      guise.headers(path: path, authority: authority, timeout: timeout) + metadata
    let (stream, startedAt) = try await peer.run { try $0.open(request, path: path) }
    return RefereeCall(stream: stream, path: path, startedAt: startedAt)
  }

  /// Opens a stream for a call of the method, as ``call(_:metadata:timeout:)-(String,_,_)`` does.
  public func call(
    _ method: Contract.Method, metadata: [Header] = [], timeout: Duration? = nil
  ) async throws -> RefereeCall {
    try await call(method.path, metadata: metadata, timeout: timeout)
  }

  /// Opens a stream with the headers of a call that arrived, as they are.
  func call(forwarding headers: [Header]) async throws -> RefereeCall {
    let path = headers.first(":path") ?? ""
    let (stream, startedAt) = try await peer.run { try $0.open(headers, path: path) }
    return RefereeCall(stream: stream, path: path, startedAt: startedAt)
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
