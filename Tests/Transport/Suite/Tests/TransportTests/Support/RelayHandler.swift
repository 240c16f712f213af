import NIOCore

/// Hands what one side of a ``Relay`` sends to the other.
final class RelayHandler: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer

  private let partner: any Channel
  private var limit: Int
  private let dribbles: Bool
  private let isSilent: () -> Bool

  init(to partner: any Channel, limit: Int, dribbles: Bool, isSilent: @escaping () -> Bool) {
    self.partner = partner
    self.limit = limit
    self.dribbles = dribbles
    self.isSilent = isSilent
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    guard !isSilent() else { return }
    var buffer = unwrapInboundIn(data)
    let isCut = buffer.readableBytes > limit
    guard let passing = buffer.readSlice(length: min(limit, buffer.readableBytes)) else { return }
    limit -= passing.readableBytes
    for octets in dribbles ? passing.readableBytesView.map({ ByteBuffer(bytes: [$0]) }) : [passing]
    { partner.writeAndFlush(octets, promise: nil) }
    if isCut {
      partner.close(promise: nil)
      context.close(promise: nil)
    }
  }

  func channelInactive(context: ChannelHandlerContext) {
    partner.close(promise: nil)
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    context.close(promise: nil)
  }
}
