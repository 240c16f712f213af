internal import GRPCCore
internal import HTTP2

extension Connection {
  /// Does what was asked for since the last time, now or in a moment.
  func flushScheduled() {
    if coalescing.isDue() {
      gate.delayFlush(by: Coalescing.delay)
    } else {
      flushNow()
    }
  }

  /// Does it now.
  func flushNow() {
    for stream in gate.takeScheduled() { flush(stream) }
    pump()
    coalescing.didFlush()
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

  /// A complete response makes the rest of its request needless (RFC 9113, section 8.1).
  func noteEnd(of stream: CallStream) {
    if options.role == .server, !stream.inbound.hasEnded { endedEarly.append(stream.id) }
  }
}
