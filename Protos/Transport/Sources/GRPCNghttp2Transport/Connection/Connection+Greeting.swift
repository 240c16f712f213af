internal import NIOCore

extension Connection {
  /// Looks at the first octets of the peer.
  ///
  /// - Returns: What has come for the session; nil if that cannot be told yet, or if the peer speaks
  ///   something else and was answered.
  func greeted(with octets: ByteBuffer) -> ByteBuffer? {
    greeting.writeImmutableBuffer(octets)
    return client == nil ? greetedByClient() : greetedByServer(with: octets)
  }

  private func greetedByClient() -> ByteBuffer? {
    switch Language(ofClient: greeting.readableBytesView) {
    case nil:
      return nil
    case .http2:
      isGreeted = true
      defer { greeting = ByteBuffer() }
      return greeting
    case .some(let language):
      refuse(language)
      return nil
    }
  }

  /// The session takes what comes all the same, and refuses it in its own way.
  private func greetedByServer(with octets: ByteBuffer) -> ByteBuffer {
    let language = Language(ofServer: greeting.readableBytesView)
    if language == .http1 { note("the server answered in HTTP/1.1") }
    if language == .tls { note("the server answered in TLS") }
    if language != nil {
      isGreeted = true
      greeting = ByteBuffer()
    }
    return octets
  }

  /// Answers, and closes once the peer does, or has had its time to read.
  private func refuse(_ language: Language) {
    guard let context else { return }
    isClosing = true
    let channel = context.channel
    context.writeAndFlush(wrapOutboundOut(ByteBuffer(bytes: language.refusal)))
      .whenComplete { _ in channel.close(mode: .output, promise: nil) }
    loseNoTime()
  }
}
