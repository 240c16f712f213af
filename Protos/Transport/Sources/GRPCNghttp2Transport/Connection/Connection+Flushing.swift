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
    if client?.waitsForEnd(of: stream) == true { return }
    let owed = stream.inbound.takeOwed()
    if owed > 0, stream.id != 0 { session?.consume(owed, on: stream.id) }
    do {
      switch stream.outbound.nextAction() {
      case .none: break
      case .headers(let headers):
        try side.send(headers, hasBody: true, on: stream, connection: self)
      case .headersOnly(let headers):
        try side.send(headers, hasBody: false, on: stream, connection: self)
        noteEnd(of: stream)
      case .resume: session?.resumeData(on: stream.id)
      case .reset(let code): reset(stream, code)
      }
    } catch {
      stream.fail(RPCError.connectionLost("\(error)"))
    }
  }

  /// Resets a stream, if the session knows it.
  private func reset(_ stream: CallStream, _ code: ErrorCode) {
    if client?.discard(stream) == true {
      streamsChanged()
    } else if streams[stream.id] === stream {
      session?.reset(stream.id, code)
    }
  }
}
