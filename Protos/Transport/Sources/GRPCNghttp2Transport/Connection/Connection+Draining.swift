internal import HTTP2
internal import NIOCore

extension Connection {
  /// Ends the connection once its streams have: they are told, and no others are welcome.
  ///
  /// A server announces GOAWAY first, so that a request under way when it is sent is not lost
  /// (RFC 9113, section 6.8).
  func drain() {
    guard !isDraining, let session else { return }
    isDraining = true
    for stream in streams.values { stream.cancel() }
    let now = NIODeadline.now()
    if let time = options.maxGraceTime { deadlines.grace = now + TimeAmount(time) }
    if options.role == .server {
      try? session.announceGoAway()
      try? session.ping(Self.drainPing)
      deadlines.goAway = now + .milliseconds(500)
    } else {
      finishDraining()
    }
    arm()
    pump()
  }

  /// Sends the GOAWAY that names the last stream.
  func finishDraining() {
    guard isDraining else { return }
    deadlines.goAway = nil
    if streamCount == 0 || options.role == .server { try? session?.goAway(.noError) }
  }

  /// Ends the connection, with what is open on it, as soon as its GOAWAY is sent or cannot be.
  func terminate(_ code: ErrorCode) {
    try? session?.terminate(code)
    loseNoTime()
  }

  /// A peer that does not take what it is sent at the end is not waited for.
  func loseNoTime() {
    let patience = NIODeadline.now() + .seconds(1)
    deadlines.grace = min(deadlines.grace ?? patience, patience)
    arm()
  }

  /// To be called whenever a stream came or went.
  func streamsChanged() {
    if streamCount > 0 {
      deadlines.idle = nil
    } else {
      if isDraining, options.role == .client { try? session?.goAway(.noError) }
      if let time = options.maxIdleTime { deadlines.idle = .now() + TimeAmount(time) }
      arm()
    }
  }
}
