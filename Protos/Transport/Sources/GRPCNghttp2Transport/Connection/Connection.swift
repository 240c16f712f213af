internal import GRPCCore
internal import HTTP2
internal import NIOCore

/// One HTTP/2 connection on its event loop: octets from the channel go into the session, streams'
/// buffers feed it, and what it has to send is written in batches.
final class Connection: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer
  typealias OutboundOut = ByteBuffer

  let options: ConnectionOptions
  let gate: ConnectionGate
  /// What it does in its own way.
  let side: any ConnectionSide
  /// The side, if it is a client's.
  let client: ClientSide?
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
  /// The peer's first octets, until they have told what it speaks.
  var greeting = ByteBuffer()
  var isGreeted = false
  /// Whether nothing is left but to close the channel.
  var isClosing = false
  /// Why the connection ends, if that was not to be expected.
  private var reason: String?

  private init(
    _ side: any ConnectionSide, client: ClientSide?, _ options: ConnectionOptions,
    eventLoop: any EventLoop
  ) {
    self.side = side
    self.client = client
    self.options = options
    self.gate = ConnectionGate(eventLoop: eventLoop)
    self.resets = RateLimit(perSecond: options.resetsPerSecond)
    self.pings = RateLimit(perSecond: options.pingsPerSecond)
    self.settings = RateLimit(perSecond: options.settingsPerSecond)
  }

  convenience init(
    server: ServerSide, _ options: ConnectionOptions, eventLoop: any EventLoop
  ) {
    self.init(server, client: nil, options, eventLoop: eventLoop)
  }

  convenience init(
    client: ClientSide, _ options: ConnectionOptions, eventLoop: any EventLoop
  ) {
    self.init(client, client: client, options, eventLoop: eventLoop)
  }

  /// How many streams there are, with those that are not known to the session yet.
  var streamCount: Int { streams.count + (client?.unsentCount ?? 0) }

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
    let octets = unwrapInboundIn(data)
    guard let octets = isGreeted ? octets : greeted(with: octets) else { return }
    do {
      try octets.withUnsafeReadableBytes { try session.receive($0) }
    } catch {
      note("\(error)")
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
    close(systemReason(for: error))
  }

  private func start() {
    guard session == nil else { return }
    side.opened(self)
    guard context != nil else { return }
    do {
      session = try Session(
        role: client == nil ? .server : .client, configuration: options.session, delegate: self)
    } catch {
      close(.refusedConfiguration(error))
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
    let error = RPCError.connectionLost(reason)
    let open = streams.values
    streams = [:]
    for stream in open where client?.lost(stream, error) != true { stream.fail(error) }
    side.closed(self, reason: reason)
  }

  /// Closes without a word to the peer.
  func close(_ reason: String? = nil) {
    if let reason { note(reason) }
    context?.close(promise: nil)
  }

  /// Why the connection is going to end, unless that is known already.
  func note(_ reason: String) {
    self.reason = self.reason ?? reason
  }

  /// Tells the answer that a GOAWAY waits for from that of a keepalive.
  static let drainPing: UInt64 = 0x6472_6169_6e00_0000
}

extension String {
  /// Why there can be no connection with a configuration.
  static func refusedConfiguration(_ error: HTTP2Error) -> Self {
    "nghttp2 refuses the configuration: \(error)"
  }
}
