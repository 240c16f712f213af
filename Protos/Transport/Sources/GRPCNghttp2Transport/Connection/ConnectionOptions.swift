internal import HTTP2
internal import NIOCore

/// What a connection is made with, on either side.
struct ConnectionOptions: Sendable {
  var session: Configuration
  var maxIdleTime: Duration?
  var maxGraceTime: Duration?
  var keepalive: Keepalive?
  /// How long the peer's SETTINGS may take.
  var handshakeTimeout: Duration
  var resetsPerSecond = Int.max
  var pingsPerSecond = Int.max
  var settingsPerSecond = Int.max
}

extension TimeAmount {
  init(_ duration: Duration) {
    let (seconds, attoseconds) = duration.components
    let limit: Int64 = 1 << 32
    self = .nanoseconds(min(seconds, limit) * 1_000_000_000 + attoseconds / 1_000_000_000)
  }
}
