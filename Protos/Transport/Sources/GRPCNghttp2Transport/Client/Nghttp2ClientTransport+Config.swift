extension Nghttp2ClientTransport {
  /// How a client connects, and what it allows its server.
  public struct Config: Sendable {
    public var http2 = HTTP2()
    public var backoff = Backoff()
    public var connection = Connection()

    public static var defaults: Self { Self() }

    /// The defaults, with what `configure` changes.
    public static func defaults(configure: (inout Self) -> Void) -> Self {
      var config = Self()
      configure(&config)
      return config
    }
  }
}

extension Nghttp2ClientTransport.Config {
  public struct HTTP2: Hashable, Sendable {
    /// The octets of payload that a frame may have, between 16,384 and 16,777,215.
    public var maxFrameSize = 16_384
    /// The octets that the server may send on a stream beyond what its call has read.
    public var targetWindowSize = 65_535
    /// The octets of a response's headers, as RFC 9113, section 6.5.2, counts them.
    public var maxHeaderListSize = 16_384
    /// The `:authority` of requests; nil for the target's.
    public var authority: String?
  }

  /// How long a client waits after an attempt to connect has failed.
  public struct Backoff: Hashable, Sendable {
    public var initial = Duration.seconds(1)
    public var max = Duration.seconds(120)
    /// What each further failure multiplies the wait by.
    public var multiplier = 1.6
    /// The part of the wait, between 0 and 1, by which it varies at random.
    public var jitter = 0.2
  }

  public struct Connection: Hashable, Sendable {
    /// How long an attempt to connect may take, up to the server's SETTINGS.
    public var connectTimeout = Duration.seconds(20)
    /// How long a connection without calls stays open; nil for ever.
    public var maxIdleTime: Duration? = .seconds(30 * 60)
    /// When a silent server is asked whether it is still there; nil for never.
    public var keepalive: Keepalive?
  }
}
