/// What a header section is (RFC 9113, section 8.1).
public enum HeaderKind: Hashable, Sendable { case request, response, informational, trailers }

/// Is told what happens in a ``Session``, from within ``Session/receive(_:)`` and
/// ``Session/send(atMost:to:)``, on the caller's thread.
///
/// A session must not be fed or drained from within these calls; submitting is allowed.
public protocol SessionDelegate: AnyObject {
  /// A header section is complete.
  func received(headers: [Header], kind: HeaderKind, on stream: Int32, endStream: Bool)
  /// A header section is complete, and larger than ``Configuration/maxHeaderListSize``: the fields are
  /// those that came before it was.
  func receivedTooLarge(headers: [Header], kind: HeaderKind, on stream: Int32, endStream: Bool)
  /// Octets of a body; lent for the length of the call.
  func received(data: UnsafeRawBufferPointer, on stream: Int32)
  /// The peer will send no more on the stream: after the last data, or after the headers that said
  /// so.
  func receivedEndStream(on stream: Int32)
  /// The stream is over, with NO_ERROR if both sides ended it, and otherwise the code of the
  /// RST_STREAM that was sent or received.
  func closed(stream: Int32, _ code: ErrorCode)
  /// Writes the next octets of a body to `buffer`, and says how many.
  func dataToSend(on stream: Int32, into buffer: UnsafeMutableRawBufferPointer) -> DataToSend
  /// The peer ends the connection: streams above `lastStream` were not processed.
  func receivedGoAway(lastStream: Int32, _ code: ErrorCode, debugData: String)
  /// A PING was answered.
  func receivedPingAck(_ payload: UInt64)
  /// The peer's SETTINGS are in effect.
  func receivedSettings()
  /// The headers of a request were handed out for sending.
  func sentRequest(on stream: Int32)
  /// A frame that the peer sent, if ``Configuration/reportsFrames``.
  func received(_ frame: Frame)
  /// A frame that was handed out for sending, if ``Configuration/reportsFrames``.
  func sent(_ frame: Frame)
  /// Any frame of the peer other than DATA and HEADERS, told to every delegate: what a limit
  /// counts.
  func receivedControlFrame(_ type: FrameType)
}

extension SessionDelegate {
  public func receivedTooLarge(
    headers: [Header], kind: HeaderKind, on stream: Int32, endStream: Bool
  ) {}
  public func receivedGoAway(lastStream: Int32, _ code: ErrorCode, debugData: String) {}
  public func receivedPingAck(_ payload: UInt64) {}
  public func receivedSettings() {}
  public func sentRequest(on stream: Int32) {}
  public func received(_ frame: Frame) {}
  public func sent(_ frame: Frame) {}
  public func receivedControlFrame(_ type: FrameType) {}
}
