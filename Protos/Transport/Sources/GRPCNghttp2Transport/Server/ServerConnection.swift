internal import GRPCCore
internal import HTTP2
internal import NIOCore

/// A server's side of a connection.
final class ServerConnection: Connection {
  private let listener: Listener
  // Written out once, and not for each call.
  private lazy var remotePeer = context?.channel.remoteAddress?.peer ?? ""
  private lazy var localPeer = context?.channel.localAddress?.peer ?? ""

  init(_ options: ConnectionOptions, listener: Listener, eventLoop: any EventLoop) {
    self.listener = listener
    super.init(options, eventLoop: eventLoop)
  }

  override func handlerAdded(context: ChannelHandlerContext) {
    super.handlerAdded(context: context)
    if listener.opened(gate) { close() }
  }

  override func didClose() {
    listener.closed(gate)
  }

  override func received(headers: [Header], kind: HeaderKind, on id: Int32, endStream: Bool) {
    guard kind == .request, let session else { return }
    guard !isDraining else {
      session.reset(id, .refusedStream)
      return
    }
    let stream = CallStream(id: id, gate: gate, window: options.session.initialWindowSize)
    switch RequestHead(headers) {
    case .rejected(let answer):
      stream.inbound.abandon()
      streams[id] = stream
      stream.reject(answer)
    case .call(let method, let metadata):
      streams[id] = stream
      stream.inbound.receive(metadata)
      listener.accept(
        AcceptedCall(
          stream: stream, method: method, remotePeer: remotePeer, localPeer: localPeer))
    }
    streamsChanged()
  }

  override func receivedEndStream(on id: Int32) {
    streams[id]?.inbound.end(.finished)
  }

  override func error(ofReset code: ErrorCode) -> any Error {
    RPCError(resetByClient: code)
  }

  override func send(_ headers: [Header], hasBody: Bool, on stream: CallStream) throws {
    guard streams[stream.id] === stream else { return }
    try session?.respond(headers, on: stream.id, hasBody: hasBody)
  }
}
