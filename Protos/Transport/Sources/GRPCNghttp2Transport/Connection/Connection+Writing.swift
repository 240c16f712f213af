internal import HTTP2
internal import NIOCore

extension Connection {
  /// Writes what the session has to send, as long as the channel takes it.
  func pump() {
    guard let session, let context, !isClosing else { return }
    // A server is silent until it knows what its client speaks.
    guard isGreeted || client != nil else { return }
    var hasWritten = false
    do {
      while context.channel.isWritable {
        batch.clear()
        let limit = 48 * 1024
        let count = try session.send(atMost: limit) { batch.writeBytes($0) }
        if count > 0 {
          context.write(wrapOutboundOut(batch), promise: nil)
          context.flush()
          hasWritten = true
        }
        if count < limit, !abandonRequests() { break }
      }
    } catch {
      close("\(error)")
      return
    }
    if hasWritten || !session.wantsRead { closeIfOver() }
    if isDraining, !context.channel.isWritable, isAbandoned { loseNoTime() }
  }

  /// Whether nothing is left but streams that were given up.
  private var isAbandoned: Bool {
    streamCount == streams.count && streams.values.allSatisfy(\.outbound.hasFailed)
  }

  /// A complete response makes the rest of its request needless (RFC 9113, section 8.1).
  func noteEnd(of stream: CallStream) {
    if client == nil, !stream.inbound.hasEnded { endedEarly.append(stream.id) }
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
    loseNoTime()
    let channel = context.channel
    context.writeAndFlush(wrapOutboundOut(ByteBuffer())).whenComplete { _ in
      channel.close(promise: nil)
    }
  }
}
