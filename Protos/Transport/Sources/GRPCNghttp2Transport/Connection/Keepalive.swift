/// When a peer that says nothing is sent a PING, and how long it has to answer.
public struct Keepalive: Hashable, Sendable {
  /// The silence after which a PING is sent.
  public var time: Duration
  /// The time after which the connection counts as lost.
  public var timeout: Duration

  public init(time: Duration, timeout: Duration) {
    self.time = time
    self.timeout = timeout
  }
}
