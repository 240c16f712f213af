internal import NIOCore

/// What a connection is to do, and when.
struct Deadlines {
  /// The peer's SETTINGS should have arrived.
  var handshake: NIODeadline?
  /// No stream was open for long enough.
  var idle: NIODeadline?
  /// The peer may have been silent for too long.
  var keepalive: NIODeadline?
  /// A keepalive PING should have been answered.
  var answer: NIODeadline?
  /// A GOAWAY follows its announcement even without an answer.
  var goAway: NIODeadline?
  /// Streams have had their time to end.
  var grace: NIODeadline?

  var next: NIODeadline? {
    [handshake, idle, keepalive, answer, goAway, grace].compactMap { $0 }.min()
  }
}
