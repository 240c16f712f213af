internal import NIOCore

/// One direction of a connection through the proxy: reads from its own channel and writes to the
/// other, on the event loop that both share. It reads on only once what it had is written.
final class ProxyHandler: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer

  private let partner: any Channel
  private var course: Course
  private var context: ChannelHandlerContext?
  private var pending = ByteBuffer()
  private var passed = 0
  private var isBusy = false
  private var hasEnded = false

  init(to partner: any Channel, course: Course) {
    self.partner = partner
    self.course = course
  }

  func handlerAdded(context: ChannelHandlerContext) {
    self.context = context
    if context.channel.isActive { context.read() }
  }

  func handlerRemoved(context: ChannelHandlerContext) {
    self.context = nil
  }

  func channelActive(context: ChannelHandlerContext) {
    context.read()
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    var octets = unwrapInboundIn(data)
    pending.writeBuffer(&octets)
  }

  func channelReadComplete(context: ChannelHandlerContext) {
    proceed()
  }

  func channelInactive(context: ChannelHandlerContext) {
    hasEnded = true
    proceed()
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    context.close(promise: nil)
  }

  private func proceed() {
    guard !isBusy, let context else { return }
    guard pending.readableBytes > 0 else {
      if hasEnded { partner.close(promise: nil) } else { context.read() }
      return
    }
    switch course.step(after: passed, of: pending.readableBytes) {
    case .pass(let count):
      pass(count, context)
    case .wait(let time):
      isBusy = true
      context.eventLoop.assumeIsolated().scheduleTask(in: time) { self.goOn() }
    case .cut(let resets):
      partner.end(resets: resets)
      context.channel.end(resets: resets)
    }
  }

  private func pass(_ count: Int, _ context: ChannelHandlerContext) {
    guard var octets = pending.readSlice(length: count) else { return }
    if let damage = course.damage, passed..<(passed + count) ~= damage {
      let index = octets.readerIndex + damage - passed
      let octet = octets.getInteger(at: index, as: UInt8.self) ?? 0
      octets.setInteger(octet ^ UInt8(1 << (damage & 7)), at: index)
    }
    if pending.readableBytes == 0 { pending.clear() }
    passed += count
    isBusy = true
    partner.writeAndFlush(octets).assumeIsolated().whenComplete { result in
      if case .failure = result { self.context?.close(promise: nil) }
      // Not at once, as octets that dribble would pile up on the stack.
      self.partner.eventLoop.assumeIsolated().execute { self.goOn() }
    }
  }

  private func goOn() {
    isBusy = false
    proceed()
  }
}
