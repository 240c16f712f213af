internal import GRPCCore
internal import HTTP2
internal import NIOCore

/// A client's side of a connection.
final class ClientConnection: Connection {
  private let connector: Connector
  /// Streams whose headers were not handed to the session yet.
  private var opened: [ObjectIdentifier: CallStream] = [:]

  /// Told when the socket is open.
  private let onStart: (ConnectionGate) -> Void

  init(
    _ options: ConnectionOptions, connector: Connector,
    onStart: @escaping (ConnectionGate) -> Void, eventLoop: any EventLoop
  ) {
    self.connector = connector
    self.onStart = onStart
    super.init(options, eventLoop: eventLoop)
  }

  override func channelActive(context: ChannelHandlerContext) {
    onStart(gate)
    super.channelActive(context: context)
  }

  override var streamCount: Int { streams.count + opened.count }

  override func didBecomeReady() {
    connector.connected(
      Connector.Link(
        gate: gate, remotePeer: context?.channel.remoteAddress?.peer ?? "",
        localPeer: context?.channel.localAddress?.peer ?? ""))
  }

  override func didClose() {
    let streams = opened.values
    opened = [:]
    for stream in streams { stream.fail(RPCError.connectionLost) }
    connector.closed(gate)
  }

  /// Makes room for a call.
  ///
  /// - Returns: Nil if the connection takes no more calls.
  func open() -> CallStream? {
    guard !isDraining, context != nil, session?.acceptsRequests == true else {
      connector.isLeaving(gate)
      return nil
    }
    let stream = CallStream(gate: gate, window: options.session.initialWindowSize)
    opened[ObjectIdentifier(stream)] = stream
    streamsChanged()
    return stream
  }

  override func send(_ headers: [Header], hasBody: Bool, on stream: CallStream) throws {
    guard opened.removeValue(forKey: ObjectIdentifier(stream)) != nil, let session else { return }
    stream.id = try session.request(headers, hasBody: hasBody)
    streams[stream.id] = stream
  }

  override func reset(_ stream: CallStream, _ code: ErrorCode) {
    if opened.removeValue(forKey: ObjectIdentifier(stream)) != nil {
      streamsChanged()
    } else {
      super.reset(stream, code)
    }
  }

  override func received(headers: [Header], kind: HeaderKind, on id: Int32, endStream: Bool) {
    guard let stream = streams[id] else { return }
    switch kind {
    case .request, .informational:
      break
    case .response:
      if let status = Status(refusing: headers) {
        stream.inbound.end(.status(status, Metadata(headers: headers)))
        if !endStream { session?.reset(id, .cancel) }
      } else if endStream {
        stream.inbound.end(.status(Status(trailers: headers), Metadata(headers: headers)))
      } else {
        stream.inbound.receive(Metadata(headers: headers))
      }
    case .trailers:
      stream.inbound.end(.status(Status(trailers: headers), Metadata(headers: headers)))
    }
  }

  override func receivedEndStream(on id: Int32) {
    guard let stream = streams[id] else { return }
    let error = RPCError(code: .internalError, message: "the response ended without a status")
    stream.inbound.end(.failed(error))
    if !stream.outbound.fail(RPCError.streamEnded) { session?.reset(id, .noError) }
  }

  override func receivedGoAway(lastStream: Int32, _ code: ErrorCode, debugData: String) {
    connector.isLeaving(gate)
    let error = RPCError(
      code: .unavailable,
      message: "the server ended the connection before it took the call: \(code) \(debugData)")
    for (id, stream) in streams where id > lastStream { stream.fail(error) }
  }
}
