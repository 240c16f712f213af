internal import HTTP2

/// What the session tells of every connection; the rest is for each side.
extension Connection: SessionDelegate {
  func received(data: UnsafeRawBufferPointer, on stream: Int32) {
    guard let credit = streams[stream]?.inbound.receive(data), credit > 0 else { return }
    session?.consume(credit, on: stream)
  }

  func dataToSend(on stream: Int32, into buffer: UnsafeMutableRawBufferPointer) -> DataToSend {
    guard let call = streams[stream], let session else { return .failed }
    pings.reset()
    let window = min(session.remoteWindow(of: stream), session.remoteConnectionWindow)
    let data = call.outbound.read(into: buffer, window: window)
    if case .trailers = data { noteEnd(of: call) }
    return data
  }

  func closed(stream id: Int32, _ code: ErrorCode) {
    guard let stream = streams.removeValue(forKey: id) else { return }
    // Whether the peer reset it or made the session do so: its work was for nothing.
    if !stream.fail(error(ofReset: code)), resets.isExceeded(at: lastRead) {
      terminate(.enhanceYourCalm)
    }
    streamsChanged()
  }

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
      case 0x4: settings.isExceeded(at: lastRead)
      case 0x6: pings.isExceeded(at: lastRead)
      default: false
      }
    if isTooMany { terminate(.enhanceYourCalm) }
  }

  func receivedPingAck(_ payload: UInt64) {
    deadlines.answer = nil
    if payload == Self.drainPing { finishDraining() }
  }
}
