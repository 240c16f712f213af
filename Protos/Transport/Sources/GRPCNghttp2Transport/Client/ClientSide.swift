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
  /// Those of them that have waited for their end.
  private var hasWaited: Set<ObjectIdentifier> = []
  /// Streams whose headers the session has, and has not handed out for sending.
  private var waiting: Set<Int32> = []

  init(_ connector: Connector, onStart: @escaping (ConnectionGate) -> Void) {
    self.connector = connector
    self.onStart = onStart
  }

  /// The server's.
  private var address: NIOCore.SocketAddress?

  // MARK: What a client alone does

  /// How many streams are not known to the session yet.
  var unsentCount: Int { unsent.count }

  /// Makes room for a call.
  ///
  /// - Returns: Nil if the connection takes no more calls.
  func open(on connection: Connection, waitsForReady: Bool = false) -> CallStream? {
    guard takesCalls(connection) else { return nil }
    let stream = CallStream(
      gate: connection.gate, window: connection.options.session.initialWindowSize,
      waitsForReady: waitsForReady)
    stream.outbound.keep()
    add(stream, to: connection)
    return stream
  }

  /// Takes over a call that another connection could not begin.
  ///
  /// - Returns: Whether the connection takes calls.
  func adopt(_ stream: CallStream, on connection: Connection) -> Bool {
    guard takesCalls(connection) else { return false }
    stream.move(to: connection.gate)
    add(stream, to: connection)
    stream.schedule()
    return true
  }

  private func add(_ stream: CallStream, to connection: Connection) {
    unsent[ObjectIdentifier(stream)] = stream
    connection.streamsChanged()
  }

  private func takesCalls(_ connection: Connection) -> Bool {
    let takesCalls =
      !connection.isDraining && connection.context != nil
      && connection.session?.acceptsRequests == true
    if !takesCalls { connector.isLeaving(connection.gate) }
    return takesCalls
  }

  func sentRequest(on id: Int32) {
    waiting.remove(id)
  }

  /// Has the next connection make a call that the server has not begun to process, once (gRFC A6,
  /// transparent retries).
  ///
  /// - Returns: Whether it does.
  private func again(_ stream: CallStream, after reason: String) -> Bool {
    guard stream.outbound.rewind() else { return false }
    waiting.remove(stream.id)
    connector.again(stream, after: reason)
    return true
  }

  /// A stream is lost with its connection.
  ///
  /// - Returns: Whether its call goes over the next one, since nothing of it was sent.
  func lost(_ stream: CallStream, _ error: RPCError) -> Bool {
    waiting.contains(stream.id) && again(stream, after: error.message)
  }

  /// A stream is over.
  ///
  /// - Returns: Whether its call goes over another connection, or over this one again.
  func closed(_ stream: CallStream, _ code: ErrorCode) -> Bool {
    waiting.remove(stream.id)
    return code == .refusedStream && again(stream, after: RPCError(reset: code).message)
  }

  /// A call with one message is written in three steps, and the event loop may be faster than the last
  /// one: then an empty frame has to carry END_STREAM, which some servers take for another message.
  ///
  /// - Returns: Whether the stream's first headers wait for a moment, or for what is written next.
  func waitsForEnd(of stream: CallStream) -> Bool {
    let id = ObjectIdentifier(stream)
    guard unsent[id] != nil, !hasWaited.contains(id), stream.outbound.mayEndSoon()
    else { return false }
    hasWaited.insert(id)
    stream.gate.eventLoop.scheduleTask(in: Self.moment) { stream.schedule() }
    return true
  }

  private static let moment = TimeAmount.microseconds(100)

  /// - Returns: Whether the session did not know the stream yet.
  func discard(_ stream: CallStream) -> Bool {
    hasWaited.remove(ObjectIdentifier(stream))
    return unsent.removeValue(forKey: ObjectIdentifier(stream)) != nil
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
    for (id, stream) in connection.streams where id > lastStream || waiting.contains(id) {
      connection.streams[id] = nil
      // One that waits in the session for others to end stays there, and must not be sent.
      if waiting.contains(id) { connection.session?.reset(id, .cancel) }
      if !again(stream, after: error.message) { stream.fail(error) }
    }
    let streams = unsent.values
    unsent = [:]
    hasWaited = []
    for stream in streams where !again(stream, after: error.message) { stream.fail(error) }
    connection.streamsChanged()
  }

  // MARK: What both sides do

  func opened(_ connection: Connection) {
    address = connection.context?.channel.remoteAddress
    onStart(connection.gate)
  }

  func received(
    headers: [Header], kind: HeaderKind, on id: Int32, endStream: Bool, connection: Connection
  ) {
    guard let stream = connection.streams[id] else { return }
    stream.outbound.commit()
    switch kind {
    case .request, .informational:
      break
    case .response:
      if let status = Status(refusing: headers) {
        stream.inbound.end(.status(status, Metadata(response: headers)))
        if !endStream { connection.session?.reset(id, .cancel) }
      } else if endStream || headers.first("grpc-status") != nil {
        // A status ends the call, also where END_STREAM comes in a frame of its own.
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
    waiting.insert(stream.id)
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
    hasWaited = []
    connector.closed(connection.gate, at: address, reason: reason)
    let error = RPCError.connectionLost(reason)
    for stream in streams where !again(stream, after: error.message) { stream.fail(error) }
  }
}
