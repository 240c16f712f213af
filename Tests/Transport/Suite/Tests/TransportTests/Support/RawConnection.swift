import HTTP2
import NIOCore
import NIOPosix

/// One end of a TCP connection that sends what it is told and reads frames, without a session.
final class RawConnection: Sendable {
  let channel: any Channel
  /// What arrives, and nil at the end.
  let received: Events<[UInt8]?>

  private init(channel: any Channel, received: Events<[UInt8]?>) {
    self.channel = channel
    self.received = received
  }

  /// Connects to a server, whose preface has yet to be answered.
  static func connect(port: Int) async throws -> RawConnection {
    let received = Events<[UInt8]?>()
    let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .channelInitializer { add(to: $0, received) }
      .connect(host: "127.0.0.1", port: port).get()
    return RawConnection(channel: channel, received: received)
  }

  /// Listens, and hands out each connection.
  static func listen(
    _ accepted: @escaping @Sendable (RawConnection) -> Void
  ) async throws -> any Channel {
    try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .childChannelInitializer { channel in
        let received = Events<[UInt8]?>()
        return add(to: channel, received, skipping: RawFrame.preface.count).map {
          accepted(RawConnection(channel: channel, received: received))
        }
      }
      .bind(host: "127.0.0.1", port: 0).get()
  }

  private static func add(
    to channel: any Channel, _ received: Events<[UInt8]?>, skipping count: Int = 0
  ) -> EventLoopFuture<Void> {
    channel.eventLoop.makeCompletedFuture {
      let handler = RawHandler(received: received, skipping: count)
      try channel.pipeline.syncOperations.addHandler(handler)
    }
  }

  func send(_ octets: [UInt8]) async throws {
    try await channel.writeAndFlush(ByteBuffer(bytes: octets))
  }

  func send(_ frames: RawFrame...) async throws {
    try await send(frames.flatMap(\.octets))
  }

  /// All octets until the peer closes the connection.
  func octetsToTheEnd() async throws -> [UInt8] {
    var octets: [UInt8] = []
    while let more = try await received.next() { octets += more }
    return octets
  }

  /// All frames until the peer closes the connection.
  func framesToTheEnd() async throws -> [RawFrame] {
    var octets: [UInt8] = []
    while let more = try await received.next() { octets += more }
    return Self.frames(&octets)
  }

  /// All frames up to the first for which `isLast` holds; nil if the peer closes before.
  func frames(until isLast: @Sendable (RawFrame) -> Bool) async throws -> [RawFrame]? {
    var (octets, frames): ([UInt8], [RawFrame]) = ([], [])
    while let more = try await received.next() {
      octets += more
      frames += Self.frames(&octets)
      if frames.contains(where: isLast) { return frames }
    }
    return nil
  }

  func close() async throws {
    try? await channel.close()
  }

  /// Takes the frames that are complete.
  static func frames(_ octets: inout [UInt8]) -> [RawFrame] {
    var frames: [RawFrame] = []
    while octets.count >= 9 {
      let length = octets[0..<3].reduce(0) { $0 << 8 | Int($1) }
      guard octets.count >= 9 + length else { break }
      frames.append(
        RawFrame(
          type: FrameType(rawValue: octets[3]), flags: octets[4],
          stream: octets[5..<9].reduce(0) { $0 << 8 | UInt32($1) },
          payload: Array(octets[9..<(9 + length)])))
      octets.removeFirst(9 + length)
    }
    return frames
  }
}

/// Hands on what arrives, and nil at the end.
private final class RawHandler: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer

  private let received: Events<[UInt8]?>
  /// The octets of the peer's preface that are still to come.
  private var toSkip: Int

  init(received: Events<[UInt8]?>, skipping count: Int) {
    self.received = received
    self.toSkip = count
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    let octets = unwrapInboundIn(data).readableBytesView
    received.send(Array(octets.dropFirst(toSkip)))
    toSkip -= min(toSkip, octets.count)
  }

  func channelInactive(context: ChannelHandlerContext) {
    received.send(nil)
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    context.close(promise: nil)
  }
}
