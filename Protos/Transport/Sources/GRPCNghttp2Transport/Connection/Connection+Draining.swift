internal import HTTP2
internal import NIOCore

extension Connection {
  /// Ends the connection once its streams have: they are told, and no others are welcome.
  func drain() {
    guard !isDraining, session != nil else { return }
    isDraining = true
    // Nobody has said a word yet.
    if client == nil, !isGreeted { return close() }
    for stream in streams.values { stream.cancel() }
    if let time = options.maxGraceTime { deadlines.grace = .now() + TimeAmount(time) }
    side.beginDraining(self)
    arm()
    pump()
  }

  /// Sends the GOAWAY that names the last stream.
  func finishDraining() {
    guard isDraining else { return }
    deadlines.goAway = nil
    if streamCount == 0 || client == nil { submit { try $0.goAway(.noError) } }
  }

  /// Ends the connection, with what is open on it, as soon as its GOAWAY is sent or cannot be.
  func terminate(_ code: ErrorCode) {
    note("\(code)")
    submit { try $0.terminate(code) }
    loseNoTime()
  }

  /// Has the session say something that concerns the whole connection; one that cannot is of no more
  /// use.
  func submit(_ body: (Session) throws -> Void) {
    do {
      if let session { try body(session) }
    } catch {
      close("\(error)")
    }
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
      if isDraining, client != nil { submit { try $0.goAway(.noError) } }
      if let time = options.maxIdleTime { deadlines.idle = .now() + TimeAmount(time) }
      arm()
    }
  }
}
