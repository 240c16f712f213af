internal import HTTP2
internal import NIOCore

/// One connection of the referee, on its event loop: moves octets between the channel and the
/// session. What the referee does on its streams, and what it is told, are extensions.
final class PeerHandler: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer
  typealias OutboundOut = ByteBuffer

  let role: Role
  let options: PeerOptions
  let transcript: Transcript
  let connection: Int
  /// Hands over a call that arrived; false if it is refused.
  let onCall: (@Sendable (ServedCall) -> Bool)?
  /// Until the connection is over.
  var peer: Peer?
  /// Until the connection is over.
  private(set) var session: Session?
  private var context: ChannelHandlerContext?
  var streams: [Int32: PeerStream] = [:]
  var pings: [UInt64: @Sendable (Bool) -> Void] = [:]
  var nextPing: UInt64 = 1
  /// Whether the transcript says that streams are refused.
  var hasRefused = false
  private var isFlushing = false
  /// When the octets in hand arrived.
  var arrival = Duration.zero

  init(
    role: Role, options: PeerOptions, transcript: Transcript,
    onCall: (@Sendable (ServedCall) -> Bool)?
  ) {
    self.role = role
    self.options = options
    self.transcript = transcript
    self.onCall = onCall
    self.connection = transcript.addConnection()
  }

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
