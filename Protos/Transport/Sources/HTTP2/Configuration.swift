/// Which side of a connection a session plays.
public enum Role: Sendable { case client, server }

/// What one endpoint announces and enforces.
public struct Configuration: Sendable {
  /// SETTINGS_INITIAL_WINDOW_SIZE: the octets that the peer may send on a new stream, at most
  /// 2^31 - 1.
  public var initialWindowSize = 65_535
  /// The octets that the peer may send on all streams together before any are given back, between
  /// 65,535 and 2^31 - 1.
  public var connectionWindowSize = 1 << 30
  /// SETTINGS_MAX_CONCURRENT_STREAMS: the streams that the peer may have open; nil announces no
  /// limit.
  public var maxConcurrentStreams: Int?
  /// SETTINGS_MAX_FRAME_SIZE: the octets of payload in a frame, between 16,384 and 16,777,215.
  public var maxFrameSize = 16_384
  /// SETTINGS_MAX_HEADER_LIST_SIZE: the octets of a header section, as RFC 9113, section 6.5.2,
  /// counts them; what is larger is told to ``SessionDelegate/receivedTooLarge(headers:kind:on:endStream:)``. nil
  /// sets no limit. A section 64 times as large ends the connection, and so does a field of more than
  /// 64 KiB, which nghttp2 does not decode.
  public var maxHeaderListSize: Int?
  /// Whether a stream's window is given back as its octets arrive. If not, nothing is given back
  /// until ``Session/consume(_:on:)`` says so.
  public var givesStreamWindowBack = false
  /// Whether the connection's window is given back as octets arrive on any stream.
  public var givesConnectionWindowBack = true
  /// Whether the delegate is told of every frame sent and received, in
  /// ``SessionDelegate/sent(_:)`` and ``SessionDelegate/received(_:)``.
  public var reportsFrames = false

  public init() {}
}
