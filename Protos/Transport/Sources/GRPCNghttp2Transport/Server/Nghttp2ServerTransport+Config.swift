extension Nghttp2ServerTransport {
  /// What a server allows its peers, and how long.
  public struct Config: Sendable {
    public var http2 = HTTP2()
    public var rpc = RPC()
    public var connection = Connection()
    public var limits = Limits()

    /// Safe for a server that strangers can reach.
    public static var defaults: Self { Self() }

    /// The defaults, with what `configure` changes.
    public static func defaults(configure: (inout Self) -> Void) -> Self {
      var config = Self()
      configure(&config)
      return config
    }
  }
}

extension Nghttp2ServerTransport.Config {
  public struct HTTP2: Hashable, Sendable {
    /// The octets of payload that a frame may have, between 16,384 and 16,777,215.
    public var maxFrameSize = 16_384
    /// The octets that a peer may send on a stream beyond what its handler has read.
    public var targetWindowSize = 65_535
    /// The streams that a peer may have open; nil for no limit.
    public var maxConcurrentStreams: Int? = 1_000
    /// The octets of a request's headers, as RFC 9113, section 6.5.2, counts them.
    public var maxHeaderListSize = 16_384
  }

  public struct RPC: Hashable, Sendable {
    /// The octets of a message from a peer; one that is longer fails with RESOURCE_EXHAUSTED.
    public var maxRequestPayloadSize = 4 * 1024 * 1024
  }

  public struct Connection: Hashable, Sendable {
    /// How long a connection without streams stays open; nil for ever.
    public var maxIdleTime: Duration? = .seconds(300)
    /// How long streams may go on after a graceful shutdown began; nil for as long as they take.
    public var maxGraceTime: Duration?
    /// When silent peers are asked whether they are still there.
    public var keepalive = Keepalive(time: .seconds(2 * 60 * 60), timeout: .seconds(20))
  }

  /// What a peer may do in any one second; more ends its connection with ENHANCE_YOUR_CALM.
  public struct Limits: Hashable, Sendable {
    /// Streams that were reset, by the peer or for what it sent, before their response was complete.
    public var resetsPerSecond = 400
    /// PING frames, not counting those that follow a message from here.
    public var pingsPerSecond = 100
    /// SETTINGS frames.
    public var settingsPerSecond = 100
  }
}
