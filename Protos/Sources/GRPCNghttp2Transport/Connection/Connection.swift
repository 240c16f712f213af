internal import GRPCCore
internal import HTTP2
internal import NIOCore

/// One HTTP/2 connection on its event loop: octets from the channel go into the session, streams'
/// buffers feed it, and what it has to send is written in batches.
///
/// A server's and a client's side refine it.
class Connection: ChannelInboundHandler, SessionDelegate {
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
  private var hasReceivedSettings = false
  private var resets: RateLimit
  private var pings: RateLimit
  private var settings: RateLimit
  /// Streams whose response is complete before their request.
  private var endedEarly: [Int32] = []
  private var batch = ByteBuffer()
  private var isClosing = false

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

  /// Does what a stream's buffers ask for, when its headers are to be sent.
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
      try? session.terminate(.protocolError)
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

  // MARK: Streams

  /// Does what was asked for since the last time.
  func flushScheduled() {
    for stream in gate.takeScheduled() { flush(stream) }
    pump()
  }

  private func flush(_ stream: CallStream) {
    stream.willFlush()
    let owed = stream.inbound.takeOwed()
    if owed > 0, stream.id != 0 { session?.consume(owed, on: stream.id) }
    do {
      switch stream.outbound.nextAction() {
      case .none: break
      case .headers(let headers): try send(headers, hasBody: true, on: stream)
      case .headersOnly(let headers):
        try send(headers, hasBody: false, on: stream)
        noteEnd(of: stream)
      case .resume: session?.resumeData(on: stream.id)
      case .reset(let code): reset(stream, code)
      }
    } catch {
      stream.fail(RPCError.connectionLost)
    }
  }

  func reset(_ stream: CallStream, _ code: ErrorCode) {
    if streams[stream.id] === stream { session?.reset(stream.id, code) }
  }

  func received(data: UnsafeRawBufferPointer, on stream: Int32) {
    guard let credit = streams[stream]?.inbound.receive(data), credit > 0 else { return }
    session?.consume(credit, on: stream)
  }

  func dataToSend(on stream: Int32, into buffer: UnsafeMutableRawBufferPointer) -> DataToSend {
    guard let call = streams[stream] else { return .failed }
    pings.reset()
    let data = call.outbound.read(into: buffer)
    if case .trailers = data { noteEnd(of: call) }
    return data
  }

  /// A complete response makes the rest of its request needless (RFC 9113, section 8.1).
  private func noteEnd(of stream: CallStream) {
    if options.role == .server, !stream.inbound.hasEnded { endedEarly.append(stream.id) }
  }

  func closed(stream id: Int32, _ code: ErrorCode) {
    guard let stream = streams.removeValue(forKey: id) else { return }
    stream.fail(error(ofReset: code))
    streamsChanged()
  }

  // MARK: The connection

  func receivedSettings() {
    guard !hasReceivedSettings else { return }
    hasReceivedSettings = true
    deadlines.handshake = nil
    streamsChanged()
    didBecomeReady()
  }

  func receivedControlFrame(type: UInt8) {
    let isTooMany =
      switch type {
      case 0x3: resets.isExceeded(at: lastRead)
      case 0x4: settings.isExceeded(at: lastRead)
      case 0x6: pings.isExceeded(at: lastRead)
      default: false
      }
    if isTooMany { try? session?.terminate(.enhanceYourCalm) }
  }

  func receivedPingAck(_ payload: UInt64) {
    deadlines.answer = nil
    if payload == Self.drainPing { finishDraining() }
  }

  /// Writes what the session has to send, as long as the channel takes it.
  func pump() {
    guard let session, let context, !isClosing else { return }
    var hasWritten = false
    do {
      while context.channel.isWritable {
        batch.clear()
        let limit = Self.batchSize
        let count = try session.send(atMost: limit) { batch.writeBytes($0) }
        if count > 0 {
          context.write(wrapOutboundOut(batch), promise: nil)
          context.flush()
          hasWritten = true
        }
        if count < limit, !abandonRequests() { break }
      }
    } catch {
      close()
      return
    }
    if hasWritten || !session.wantsRead { closeIfOver() }
  }

  /// Resets streams whose response went out before their request was complete.
  ///
  /// - Returns: Whether there were any, so that there is more to send.
  private func abandonRequests() -> Bool {
    guard !endedEarly.isEmpty else { return false }
    for id in endedEarly where streams[id]?.inbound.hasEnded == false {
      session?.reset(id, .noError)
    }
    endedEarly = []
    return true
  }

  private func closeIfOver() {
    guard let session, let context, !session.wantsRead, !session.wantsWrite else { return }
    isClosing = true
    // A peer that does not take what was written is not waited for.
    let patience = NIODeadline.now() + .seconds(1)
    deadlines.grace = min(deadlines.grace ?? patience, patience)
    arm()
    let channel = context.channel
    context.writeAndFlush(wrapOutboundOut(ByteBuffer())).whenComplete { _ in
      channel.close(promise: nil)
    }
  }

  /// Closes without a word.
  func close() {
    context?.close(promise: nil)
  }

  static let batchSize = 48 * 1024
  /// Tells the answer that a GOAWAY waits for from that of a keepalive.
  static let drainPing: UInt64 = 0x6472_6169_6e00_0000
}
