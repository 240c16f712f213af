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
