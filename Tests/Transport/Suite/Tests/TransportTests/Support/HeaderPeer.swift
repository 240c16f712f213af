import HTTP2
import NIOCore
import NIOPosix

/// A client that sends the headers it is given, whatever they say.
final class HeaderPeer: Sendable {
  private let channel: any Channel
  private let handler: NIOLoopBound<HeaderHandler>

  private init(channel: any Channel, handler: NIOLoopBound<HeaderHandler>) {
    self.channel = channel
    self.handler = handler
  }

  static func connect(port: Int) async throws -> HeaderPeer {
    try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .connect(host: "127.0.0.1", port: port) { channel in
        channel.eventLoop.makeCompletedFuture {
          let handler = HeaderHandler()
          try channel.pipeline.syncOperations.addHandler(handler)
          return HeaderPeer(
            channel: channel, handler: NIOLoopBound(handler, eventLoop: channel.eventLoop))
        }
      }
  }

  /// The response's first headers; nil if the stream ended without.
  func headers(of request: [Header]) async throws -> [Header]? {
    let answer = Events<[Header]?>()
    try await channel.eventLoop.submit { [handler] in
      try handler.value.request(request, answer)
    }.get()
    let headers = try await answer.next()
    try? await channel.close()
    return headers
  }
}

private final class HeaderHandler: ChannelInboundHandler, SessionDelegate {
  typealias InboundIn = ByteBuffer
  typealias OutboundOut = ByteBuffer

  private var session: Session?
  private var context: ChannelHandlerContext?
  private var answer: Events<[Header]?>?

  func handlerAdded(context: ChannelHandlerContext) {
    self.context = context
    session = try? Session(role: .client, configuration: Configuration(), delegate: self)
  }

  func request(_ headers: [Header], _ answer: Events<[Header]?>) throws {
    self.answer = answer
    _ = try session?.request(headers, hasBody: false)
    try flush()
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    try? unwrapInboundIn(data).withUnsafeReadableBytes { try session?.receive($0) }
    try? flush()
  }

  func channelInactive(context: ChannelHandlerContext) {
    answer?.send(nil)
    self.context = nil
  }

  private func flush() throws {
    var buffer = ByteBuffer()
    _ = try session?.send(atMost: .max) { buffer.writeBytes($0) }
    context?.writeAndFlush(wrapOutboundOut(buffer), promise: nil)
  }

  func received(headers: [Header], kind: HeaderKind, on stream: Int32, endStream: Bool) {
    answer?.send(headers)
  }

  func received(data: UnsafeRawBufferPointer, on stream: Int32) {}

  func receivedEndStream(on stream: Int32) {}

  func closed(stream: Int32, _ code: ErrorCode) {
    answer?.send(nil)
  }

  func dataToSend(on stream: Int32, into buffer: UnsafeMutableRawBufferPointer) -> DataToSend {
    .deferred
  }
}
