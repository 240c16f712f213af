internal import HTTP2

/// How the referee's side of a connection behaves.
public struct PeerOptions: Sendable {
  /// The octets that the peer may send on a stream before any are given back.
  public var initialWindowSize = 65_535
  /// The octets that the peer may send on all streams together; given back as they arrive.
  public var connectionWindowSize = 1 << 30
  /// The streams that the peer may have open; nil announces no limit.
  public var maxConcurrentStreams: Int?
  /// Whether a call's window is given back as its octets arrive. If not, a call starts as after
  /// ``Call/pauseReading()``.
  public var readsAutomatically = true
  /// How the referee's requests look, as a client.
  public var guise = Guise.grpcGo
  /// As a server: how many connections may be open at a time, how many streams each of them may have
  /// open, and how many calls may wait to be taken. What is more is closed or refused, with a note.
  public var limits = Limits()

  public struct Limits: Hashable, Sendable {
    public var connections = 64
    public var streams = 1_000
    public var waitingCalls = 1_000

    public init() {}
  }

  public init() {}

  public init(initialWindowSize: Int, readsAutomatically: Bool = true) {
    self.initialWindowSize = initialWindowSize
    self.readsAutomatically = readsAutomatically
  }
}

extension PeerOptions {
  var configuration: Configuration {
    var configuration = Configuration()
    configuration.initialWindowSize = initialWindowSize
    configuration.connectionWindowSize = connectionWindowSize
    configuration.maxConcurrentStreams = maxConcurrentStreams
    configuration.reportsFrames = true
    return configuration
  }
}
