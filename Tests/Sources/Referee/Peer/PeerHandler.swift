internal import HTTP2
internal import NIOCore

/// One connection of the referee, on its event loop: octets between the channel and the session,
/// and what the referee does on its streams. ``SessionDelegate`` is in a file of its own.
final class PeerHandler: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer
  typealias OutboundOut = ByteBuffer

  let role: Role
  let options: PeerOptions
  let transcript: Transcript
  let connection: Int
  let onCall: (@Sendable (ServedCall) -> Void)?
  /// Until the connection is over.
  var peer: Peer?
  /// Until the connection is over.
  var session: Session!
  private var context: ChannelHandlerContext?
  var streams: [Int32: PeerStream] = [:]
  var pings: [UInt64: @Sendable (Bool) -> Void] = [:]
  private var nextPing: UInt64 = 1
  private var isFlushing = false
  /// When the octets in hand arrived.
  var arrival = Duration.zero

  init(
    role: Role, options: PeerOptions, transcript: Transcript,
    onCall: (@Sendable (ServedCall) -> Void)?
  ) {
    self.role = role
    self.options = options
    self.transcript = transcript
    self.onCall = onCall
    self.connection = transcript.addConnection()
  }

  // MARK: what the referee does

  func open(_ headers: [Header], path: String) throws -> (CallStream, Duration) {
    let now = transcript.now
    guard let session, let peer else {
      return (CallStream.over(.connectionClosed(at: now), transcript), now)
    }
    guard session.acceptsRequests else {
      return (CallStream.over(.reset(.refusedStream, at: now), transcript), now)
    }
    let id = try session.request(headers, hasBody: true)
    let call = CallStream(id: id, peer: peer, transcript: transcript)
    streams[id] = PeerStream(
      call: call, path: path, role: role, isReading: options.readsAutomatically)
    return (call, now)
  }

  func respond(_ metadata: [Header], on id: Int32) throws {
    guard let session, let stream = streams[id], !stream.hasResponded else { return }
    stream.hasResponded = true
    try session.respond(Self.responseHeaders + metadata, on: id, hasBody: true)
  }

  func send(_ bytes: [UInt8], endStream: Bool, on id: Int32) throws {
    guard let session, let stream = streams[id], stream.ending == nil else { return }
    if role == .server { try respond([], on: id) }
    stream.toSend.writeBytes(bytes)
    if endStream { stream.ending = .endStream }
    session.resumeData(on: id)
  }

  func finish(_ trailers: [Header], on id: Int32) throws {
    guard let session, let stream = streams[id], stream.ending == nil else { return }
    stream.ending = .trailers(trailers)
    if stream.hasResponded {
      session.resumeData(on: id)
    } else {
      stream.hasResponded = true
      try session.respond(Self.responseHeaders + trailers, on: id, hasBody: false)
    }
  }

  func reset(_ id: Int32, _ code: ErrorCode) {
    guard let session, let stream = streams[id] else { return }
    stream.call.events.finish()
    session.reset(id, code)
  }

  func setReading(_ isReading: Bool, on id: Int32) {
    streams[id]?.isReading = isReading
    giveBack(on: id)
  }

  /// Gives back the window that was withheld, if there is no reason left.
  func giveBack(on id: Int32) {
    guard let session, let stream = streams[id] else { return }
    if stream.isReading, !stream.call.isFull, stream.withheld > 0 {
      session.consume(stream.withheld, on: id)
      stream.withheld = 0
    }
  }

  func unsentOctets(on id: Int32) -> Int {
    streams[id]?.toSend.readableBytes ?? 0
  }

  func whenDrained(_ id: Int32, _ body: @escaping @Sendable (Bool) -> Void) {
    guard let stream = streams[id] else { return body(false) }
    stream.drainWaiters.append(body)
  }

  func ping(_ answer: @escaping @Sendable (Bool) -> Void) throws {
    guard let session else { return answer(false) }
    try session.ping(nextPing)
    pings[nextPing] = answer
    nextPing += 1
  }

  func goAway() {
    try? session?.terminate(.noError)
  }

  private static let responseHeaders = [
    Header(":status", "200"), Header("content-type", "application/grpc"),
  ]

  // MARK: the channel

  func handlerAdded(context: ChannelHandlerContext) {
    self.context = context
    do {
      session = try Session(role: role, configuration: options.configuration, delegate: self)
    } catch {
      context.fireErrorCaught(error)
      context.close(promise: nil)
    }
  }

  func channelActive(context: ChannelHandlerContext) {
    flush()
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    arrival = transcript.now
    guard let session else { return }
    do {
      try unwrapInboundIn(data).withUnsafeReadableBytes { try session.receive($0) }
    } catch {
      transcript.note("octets that are not HTTP/2: \(error)")
      flush()
      context.close(promise: nil)
    }
  }

  func channelReadComplete(context: ChannelHandlerContext) {
    flush()
  }

  func channelWritabilityChanged(context: ChannelHandlerContext) {
    flush()
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    context.close(promise: nil)
  }

  func channelInactive(context: ChannelHandlerContext) {
    let now = transcript.now
    if session != nil { transcript.note("connection closed") }
    self.context = nil
    for stream in streams.values {
      if !stream.hasEnded || role == .server {
        stream.call.events.post(.connectionClosed(at: now))
      }
      over(stream)
    }
    streams = [:]
    for answer in pings.values { answer(false) }
    pings = [:]
    session = nil
    peer = nil
  }

  /// Sends what the session has, as far as the channel takes it.
  func flush() {
    guard let context, let session, context.channel.isActive, !isFlushing else { return }
    isFlushing = true
    defer { isFlushing = false }
    do {
      while context.channel.isWritable {
        var buffer = context.channel.allocator.buffer(capacity: 1024)
        let count = try session.send(atMost: 65_536) { buffer.writeBytes($0) }
        if count == 0 { break }
        context.writeAndFlush(wrapOutboundOut(buffer), promise: nil)
      }
    } catch {
      context.close(promise: nil)
    }
    for stream in streams.values where stream.isDrained && !stream.drainWaiters.isEmpty {
      for waiter in stream.drainWaiters { waiter(true) }
      stream.drainWaiters = []
    }
    if !session.wantsRead && !session.wantsWrite { context.close(promise: nil) }
  }

  /// Nothing more happens on the stream.
  func over(_ stream: PeerStream) {
    stream.call.events.finish()
    for waiter in stream.drainWaiters { waiter(false) }
    stream.drainWaiters = []
  }
}
