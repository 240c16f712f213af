internal import GRPCCore
internal import HTTP2
internal import NIOCore

/// A client's side of a connection.
final class ClientSide: ConnectionSide {
  private let connector: Connector
  /// Told when the socket is open.
  private let onStart: (ConnectionGate) -> Void
  /// Streams whose headers were not handed to the session yet.
  private var unsent: [ObjectIdentifier: CallStream] = [:]

  init(_ connector: Connector, onStart: @escaping (ConnectionGate) -> Void) {
    self.connector = connector
    self.onStart = onStart
  }

  // MARK: What a client alone does

  /// How many streams are not known to the session yet.
  var unsentCount: Int { unsent.count }

  /// Makes room for a call.
  ///
  /// - Returns: Nil if the connection takes no more calls.
  func open(on connection: Connection) -> CallStream? {
    guard !connection.isDraining, connection.context != nil,
      connection.session?.acceptsRequests == true
    else {
      connector.isLeaving(connection.gate)
      return nil
    }
    let stream = CallStream(
      gate: connection.gate, window: connection.options.session.initialWindowSize)
    unsent[ObjectIdentifier(stream)] = stream
    connection.streamsChanged()
    return stream
  }

  /// - Returns: Whether the session did not know the stream yet.
  func discard(_ stream: CallStream) -> Bool {
    unsent.removeValue(forKey: ObjectIdentifier(stream)) != nil
  }

  /// The server's SETTINGS have arrived: the connection can be used.
  func receivedSettings(_ connection: Connection) {
    guard let peers = connection.context?.channel.peers else { return }
    connector.connected(
      Connector.Link(gate: connection.gate, remotePeer: peers.remote, localPeer: peers.local))
  }

  func receivedGoAway(
    lastStream: Int32, _ code: ErrorCode, debugData: String, connection: Connection
  ) {
    connector.isLeaving(connection.gate)
    let error = RPCError(
      code: .unavailable,
      message: "the server ended the connection before it took the call: \(code) \(debugData)")
    for (id, stream) in connection.streams where id > lastStream { stream.fail(error) }
  }

  // MARK: What both sides do

  func opened(_ connection: Connection) {
    onStart(connection.gate)
  }

  func received(
    headers: [Header], kind: HeaderKind, on id: Int32, endStream: Bool, connection: Connection
  ) {
    guard let stream = connection.streams[id] else { return }
    switch kind {
    case .request, .informational:
      break
    case .response:
      if let status = Status(refusing: headers) {
        stream.inbound.end(.status(status, Metadata(response: headers)))
        if !endStream { connection.session?.reset(id, .cancel) }
      } else if endStream {
        stream.inbound.end(.status(Status(trailers: headers), Metadata(response: headers)))
      } else {
        stream.inbound.receive(Metadata(response: headers))
      }
    case .trailers:
      stream.inbound.end(.status(Status(trailers: headers), Metadata(response: headers)))
    }
  }

  func receivedTooLarge(
    headers: [Header], kind: HeaderKind, on id: Int32, endStream: Bool, connection: Connection
  ) {
    guard let stream = connection.streams[id] else { return }
    let limit = connection.options.session.maxHeaderListSize ?? .max
    stream.inbound.end(.failed(RPCError(headersOver: limit, of: "response")))
    if !endStream { connection.session?.reset(id, .cancel) }
  }

  func receivedEnd(of stream: CallStream, connection: Connection) {
    let error = RPCError(code: .internalError, message: "the response ended without a status")
    stream.inbound.end(.failed(error))
    if !stream.outbound.fail(RPCError.streamEnded) {
      connection.session?.reset(stream.id, .noError)
    }
  }

  func send(
    _ headers: [Header], hasBody: Bool, on stream: CallStream, connection: Connection
  ) throws {
    guard discard(stream), let session = connection.session else { return }
    stream.id = try session.request(headers, hasBody: hasBody)
    connection.streams[stream.id] = stream
  }

  func error(ofReset code: ErrorCode) -> any Error {
    RPCError(reset: code)
  }

  func beginDraining(_ connection: Connection) {
    connection.finishDraining()
  }

  func closed(_ connection: Connection, reason: String?) {
    let streams = unsent.values
    unsent = [:]
    for stream in streams { stream.fail(RPCError.connectionLost(reason)) }
    connector.closed(connection.gate, reason: reason)
  }
}
