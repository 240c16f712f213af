internal import HTTP2

extension Connection: SessionDelegate {
  func received(headers: [Header], kind: HeaderKind, on id: Int32, endStream: Bool) {
    side.received(headers: headers, kind: kind, on: id, endStream: endStream, connection: self)
  }

  func receivedTooLarge(headers: [Header], kind: HeaderKind, on id: Int32, endStream: Bool) {
    side.receivedTooLarge(
      headers: headers, kind: kind, on: id, endStream: endStream, connection: self)
  }

  func receivedEndStream(on id: Int32) {
    if let stream = streams[id] { side.receivedEnd(of: stream, connection: self) }
  }

  func receivedGoAway(lastStream: Int32, _ code: ErrorCode, debugData: String) {
    client?.receivedGoAway(
      lastStream: lastStream, code, debugData: debugData, connection: self)
  }

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

  func sentRequest(on id: Int32) {
    client?.sentRequest(on: id)
  }

  func closed(stream id: Int32, _ code: ErrorCode) {
    let stream = streams.removeValue(forKey: id)
    if let stream, client?.closed(stream, code) == true { return streamsChanged() }
    // Whether the peer reset it or made the session do so, perhaps by its headers already: its work
    // was for nothing. What is refused because the server ends is no fault of the peer.
    let wasInVain =
      stream.map { !$0.fail(side.error(ofReset: code)) }
      ?? ![.noError, .refusedStream].contains(code)
    if wasInVain, resets.isExceeded(at: lastRead) { terminate(.enhanceYourCalm) }
    if stream != nil { streamsChanged() }
  }

  func receivedSettings() {
    guard !hasReceivedSettings else { return }
    hasReceivedSettings = true
    deadlines.handshake = nil
    streamsChanged()
    client?.receivedSettings(self)
  }

  func receivedControlFrame(_ type: FrameType) {
    let isTooMany =
      switch type {
      case .settings: settings.isExceeded(at: lastRead)
      case .ping: pings.isExceeded(at: lastRead)
      default: false
      }
    if isTooMany { terminate(.enhanceYourCalm) }
  }

  func receivedPingAck(_ payload: UInt64) {
    deadlines.answer = nil
    if payload == Self.drainPing { finishDraining() }
  }
}
