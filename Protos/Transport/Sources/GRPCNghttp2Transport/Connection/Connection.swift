internal import GRPCCore
internal import HTTP2
internal import NIOCore

/// One HTTP/2 connection on its event loop: octets from the channel go into the session, streams'
/// buffers feed it, and what it has to send is written in batches.
///
/// A server's and a client's side refine it.
class Connection: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer
  typealias OutboundOut = ByteBuffer

  let options: ConnectionOptions
  let gate: ConnectionGate
  var session: Session?
  var context: ChannelHandlerContext?
  var streams: [Int32: CallStream] = [:]
  /// Whether no new streams are welcome.
  var isDraining = false
  var deadlines = Deadlines()
  var timer: (at: NIODeadline, task: Scheduled<Void>)?
  var lastRead = NIODeadline.now()
  var hasReceivedSettings = false
  var resets: RateLimit
  var pings: RateLimit
  var settings: RateLimit
  var coalescing = Coalescing()
  /// Streams whose response is complete before their request.
  var endedEarly: [Int32] = []
  /// What is written next; kept, so that its storage is.
  var batch = ByteBuffer()
  /// Whether nothing is left but to close the channel.
  var isClosing = false

  init(_ options: ConnectionOptions, eventLoop: any EventLoop) {
    self.options = options
    self.gate = ConnectionGate(eventLoop: eventLoop)
    self.resets = RateLimit(perSecond: options.resetsPerSecond)
    self.pings = RateLimit(perSecond: options.pingsPerSecond)
    self.settings = RateLimit(perSecond: options.settingsPerSecond)
  }

  // MARK: What a side refines

  func received(headers: [Header], kind: HeaderKind, on stream: Int32, endStream: Bool) {}

  func receivedEndStream(on stream: Int32) {}

  func receivedGoAway(lastStream: Int32, _ code: ErrorCode, debugData: String) {}

  /// What a stream's reader and writer see when it was reset.
  func error(ofReset code: ErrorCode) -> any Error { RPCError(reset: code) }

  /// Resets a stream, if the session knows it.
  func reset(_ stream: CallStream, _ code: ErrorCode) {
    if streams[stream.id] === stream { session?.reset(stream.id, code) }
  }

  /// Sends a stream's headers.
  func send(_ headers: [Header], hasBody: Bool, on stream: CallStream) throws {}

  /// The connection can be used.
  func didBecomeReady() {}

  func didClose() {}

  /// How many streams there are, with those that are not known to the session yet.
  var streamCount: Int { streams.count }

  // MARK: The channel

  func handlerAdded(context: ChannelHandlerContext) {
    self.context = context
    gate.attach(self)
    if context.channel.isActive { start() }
  }

  func channelActive(context: ChannelHandlerContext) {
    start()
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    lastRead = .now()
    guard let session, !isClosing else { return }
    do {
      try unwrapInboundIn(data).withUnsafeReadableBytes { try session.receive($0) }
    } catch {
      terminate(.protocolError)
    }
  }

  func channelReadComplete(context: ChannelHandlerContext) {
    pump()
  }

  func channelWritabilityChanged(context: ChannelHandlerContext) {
    pump()
  }

  func channelInactive(context: ChannelHandlerContext) {
    end()
  }

  func handlerRemoved(context: ChannelHandlerContext) {
    end()
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    context.close(promise: nil)
  }

  private func start() {
    guard session == nil else { return }
    do {
      session = try Session(
        role: options.role, configuration: options.session, delegate: self)
    } catch {
      context?.close(promise: nil)
      return
    }
    let now = NIODeadline.now()
    deadlines.handshake = now + TimeAmount(options.handshakeTimeout)
    if let keepalive = options.keepalive { deadlines.keepalive = now + TimeAmount(keepalive.time) }
    arm()
    pump()
  }

  private func end() {
    guard context != nil else { return }
    context = nil
    timer?.task.cancel()
    gate.detach()
    let open = streams.values
    streams = [:]
    for stream in open { stream.fail(RPCError.connectionLost) }
    didClose()
  }

  /// Closes without a word.
  func close() {
    context?.close(promise: nil)
  }

  /// Tells the answer that a GOAWAY waits for from that of a keepalive.
  static let drainPing: UInt64 = 0x6472_6169_6e00_0000
}
