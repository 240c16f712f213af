internal import HTTP2
internal import NIOCore

extension Connection {
  /// Sets the timer for the next deadline, unless it is set for an earlier one.
  func arm() {
    guard context != nil, let next = deadlines.next else { return }
    if let timer, timer.at <= next { return }
    timer?.task.cancel()
    let gate = gate
    let task = gate.eventLoop.scheduleTask(deadline: next) { () -> Void in
      gate.connection?.timerFired()
    }
    timer = (next, task)
  }

  private func timerFired() {
    timer = nil
    let now = NIODeadline.now()
    func isDue(_ deadline: NIODeadline?) -> Bool { deadline.map { $0 <= now } ?? false }
    if isDue(deadlines.handshake) { return close("no SETTINGS came in time") }
    if isDue(deadlines.answer) { return close("a PING was not answered") }
    if isDue(deadlines.grace) { return close() }
    if isDue(deadlines.goAway) { finishDraining() }
    if isDue(deadlines.idle) {
      deadlines.idle = nil
      drain()
    }
    if isDue(deadlines.keepalive) { keepAlive(now) }
    arm()
    pump()
  }

  private func keepAlive(_ now: NIODeadline) {
    guard let keepalive = options.keepalive else { return }
    let due = lastRead + TimeAmount(keepalive.time)
    if due > now {
      deadlines.keepalive = due
    } else {
      submit { try $0.ping(0) }
      deadlines.answer = now + TimeAmount(keepalive.timeout)
      deadlines.keepalive = now + TimeAmount(keepalive.time)
    }
  }
}
