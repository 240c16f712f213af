internal import GRPCCore
internal import HTTP2
internal import NIOCore

/// A server's side of a connection.
final class ServerSide: ConnectionSide {
  private let listener: Listener
  // Written out once, and not for each call.
  private var peers = (remote: "", local: "")

  init(_ listener: Listener) {
    self.listener = listener
  }

  func opened(_ connection: Connection) {
    if let channel = connection.context?.channel { peers = channel.peers }
    if listener.opened(connection.gate) { connection.close() }
  }

  func received(
    headers: [Header], kind: HeaderKind, on id: Int32, endStream: Bool, connection: Connection
  ) {
    if kind == .request { begin(RequestHead(headers), on: id, connection) }
  }

  func receivedTooLarge(
    headers: [Header], kind: HeaderKind, on id: Int32, endStream: Bool, connection: Connection
  ) {
    let limit = connection.options.session.maxHeaderListSize ?? .max
    let error = RPCError(headersOver: limit, of: "request")
    if kind == .request {
      begin(.rejected(headers.refusal(error)), on: id, connection)
    } else {
      connection.streams[id]?.inbound.end(.failed(error))
    }
  }

  private func begin(_ head: RequestHead, on id: Int32, _ connection: Connection) {
    guard !connection.isDraining else {
      connection.session?.reset(id, .refusedStream)
      return
    }
    let stream = CallStream(
      id: id, gate: connection.gate, window: connection.options.session.initialWindowSize)
    connection.streams[id] = stream
    switch head {
    case .rejected(let answer):
      stream.inbound.abandon()
      stream.reject(answer)
    case .call(let method, let metadata, let timeout):
      stream.inbound.receive(metadata)
      listener.accept(
        AcceptedCall(
          stream: stream, method: method, deadline: timeout.map { .now + $0.duration },
          remotePeer: peers.remote, localPeer: peers.local))
    }
    connection.streamsChanged()
  }

  func receivedEnd(of stream: CallStream, connection: Connection) {
    stream.inbound.end(.finished)
  }

  func send(
    _ headers: [Header], hasBody: Bool, on stream: CallStream, connection: Connection
  ) throws {
    guard connection.streams[stream.id] === stream else { return }
    try connection.session?.respond(headers, on: stream.id, hasBody: hasBody)
  }

  func error(ofReset code: ErrorCode) -> any Error {
    RPCError(resetByClient: code)
  }

  /// Announces GOAWAY first, so that a request under way when it is sent is not lost (RFC 9113,
  /// section 6.8).
  func beginDraining(_ connection: Connection) {
    connection.submit { session in
      try session.announceGoAway()
      try session.ping(Connection.drainPing)
    }
    connection.deadlines.goAway = .now() + .milliseconds(500)
  }

  func closed(_ connection: Connection, reason: String?) {
    listener.closed(connection.gate)
  }
}
