internal import DataHubMessages
internal import Foundation
internal import Referee

extension Check {
  static let givesUpSilence = Check(
    "8.5", "a silent server is given up, and called again",
    requirement: """
      When nothing has come for --patience, 3 s unless told, be it from a call on, the second one as \
      well, or since the last message, subscribe leaves the call with its connection and comes back, as \
      from a lost server, and says so. A sign of life is something. Who waits takes no processor time.
      """,
    step: 4, takes: .milliseconds(3400), timeLimit: .seconds(40)
  ) { stage in
    let (brief, longer) = (stage.random.number(300...400), stage.random.number(12...14))
    async let short: Void = expectRightTime(
      stage, ["--patience", "\(brief)ms"], .milliseconds(brief))
    async let long: Void = expectRightTime(
      stage, ["--patience", "1.\(longer)s"], .milliseconds(1_000 + 10 * longer), isFirst: true)
    async let usual: Void = expectRightTime(stage, [], .seconds(3), isFirst: true)
    async let again: Void = expectGrowingWaits(stage, .milliseconds(brief))
    _ = try await (short, long, usual, again)
  }

  /// A server that now is silent and now refuses is lost each time: the waits grow, and five of them are
  /// 1.58 s, or 1.26 s by chance. Those that do not grow are 0.6 s at most, and 0.93 s where silences and
  /// refusals have waits of their own. The first call is refused: how late it comes makes nothing shorter.
  private static func expectGrowingWaits(_ stage: Stage, _ patience: Duration) async throws {
    let referee = try await stage.referee()
    let client = try await stage.client(
      "subscribe", "--patience", "\(Int(patience / .milliseconds(1)))ms", to: referee)
    var times: [Duration] = []
    for turn in 0...5 {
      let hub = try await referee.expectSubscription(from: client, within: patience + Patience.cap)
      times.append(hub.call.arrivedAt)
      if turn == 0 || turn == 3 { try await hub.call.finish(.unavailable, message: "not now") }
    }
    client.signal(SIGTERM)
    let all = times[5] - times[0]
    try expect(
      all > patience * 0.95 * 3 + .milliseconds(1_200),
      "a sixth call after a refusal, two silences of \(readable(patience)), a refusal, one more "
        + "silence, and waits of 100 ms to 655 ms",
      received: "it after \(readable(all))",
      try: "Who was silent is lost like any other server: each wait is 1.6 times the last one, of "
        + "whatever kind the losses are.")
  }

  private static let anew =
    "The time begins anew with each call: what came in the last one does not count."

  /// What it may take until a call comes, whose patience begins before: the next one may come sooner.
  private static var connecting: Duration { Patience.scaled(.milliseconds(50)) }

  /// A busy machine may be late.
  private static func expectRightTime(
    _ stage: Stage, _ flags: [String], _ patience: Duration, isFirst: Bool = false
  ) async throws {
    var silences: [Duration] = []
    for _ in 1...3 {
      let referee = try await stage.referee()
      let client = try await stage.client(
        ["subscribe", "--port", "\(referee.port)"] + flags)
      let silence = try await silence(client, referee, stage, patience, isFirst)
      client.signal(SIGTERM)
      silences.append(silence)
      let name = "a second call after \(readable(patience)) of silence"
      try expect(
        silence > patience * 0.95 - (isFirst ? connecting : .zero), name,
        received: "it after \(readable(silence))",
        try: "The time begins anew with each message that comes.")
      if silence < patience * 1.15 + Patience.scaled(.milliseconds(200)) { return }
    }
    let least = silences.min() ?? .zero
    let isByHeaders =
      sendsHeaders(isFirst, patience) && least > patience * 1.5 && least < patience * 1.7
    throw CheckFailure(
      expected: "a second call after \(readable(patience)) of silence",
      received: "it after \(readable(least))",
      try: isByHeaders
        ? "Headers are no message: set the clock back in the loop over the messages alone."
        : "Let a clock run beside the loop over the messages.")
  }

  /// Whether the server answers its first call with headers, and nothing else, amid the patience.
  private static func sendsHeaders(_ isFirst: Bool, _ patience: Duration) -> Bool {
    isFirst && patience < .seconds(2)
  }

  /// How long the server was silent until the client's next call came.
  private static func silence(
    _ client: Program, _ referee: RefereeServer, _ stage: Stage, _ patience: Duration,
    _ isFirst: Bool
  ) async throws -> Duration {
    let hub = try await referee.expectSubscription(from: client)
    let said = client.errorCount
    var since = hub.call.arrivedAt
    if !isFirst {
      try await client.expectPrinted(try await hub.sendPackage(5))
      for _ in 1...6 {
        try await Task.sleep(for: patience / 3)
        // Before it is sent: on a busy machine the client may have it sooner than this goes on.
        since = stage.transcript.now
        try await hub.sendSign(5)
      }
    }
    if sendsHeaders(isFirst, patience) {
      try await Task.sleep(for: patience * 0.6)
      try await hub.call.sendHeaders()
    }
    stage.transcript.note("the server says nothing more")
    if patience > .seconds(2) { try await client.expectIdle("while the server is silent") }
    let connections = referee.connectionCount
    let next: ServedHub
    do {
      next = try await referee.expectSubscription(
        from: client, within: patience + Patience.cap, try: "Leave a call that nothing comes from.")
    } catch var failure as CheckFailure where referee.connectionCount > connections {
      // It has come back, and left before it had called: the patience of the first call was over.
      failure.received += ", but \(referee.connectionCount - connections) connections without one"
      failure.hint = anew
      throw failure
    }
    try next.expectRequest(after: isFirst ? 0 : 5, of: isFirst ? "" : hub.hubGuid)
    try next.expectFreshGUID(after: hub)
    let end = await hub.call.end()
    try expect(
      end != nil, "the silent call to be left before another one is made", received: "no reset")
    try expect(
      !next.call.sharesConnection(with: hub.call),
      "the call after a silent one on another connection", received: "it on the same one",
      try: "A connection on which nothing comes may be dead: make one for each call.")
    try await client.expectWord(behind: said, "a word on stderr that the server is lost")
    if !isFirst { try await expectSamePatience(client, referee, patience, second: next) }
    if patience > .seconds(2) { try await expectBack(client, next) }
    return next.call.arrivedAt - since
  }

  /// The second call is silent from its beginning on: it has all of the patience as well.
  private static func expectSamePatience(
    _ client: Program, _ referee: RefereeServer, _ patience: Duration, second: ServedHub
  ) async throws {
    let said = client.errorCount
    let third = try await referee.expectSubscription(
      from: client, within: patience + Patience.cap,
      try: anew)
    let silence = third.call.arrivedAt - second.call.arrivedAt
    try expect(
      silence > patience * 0.95 - connecting,
      "a third call after \(readable(patience)) of silence in the second",
      received: "it after \(readable(silence))",
      try: anew)
    try client.expectNoWord(behind: said, "no second word on stderr that the server is lost")
  }

  /// The second call is served, and goes on: with another silence there would be a word as well.
  private static func expectBack(_ client: Program, _ second: ServedHub) async throws {
    let said = client.errorCount
    let deadline = ContinuousClock.now + Patience.cap
    repeat {
      try await second.sendSign(0)
      _ = await client.nextLine(.stderr, within: .milliseconds(300))
      if client.errorCount > said { return }
    } while client.exitStatus == nil && .now < deadline
    if let exit = client.exitStatus {
      throw CheckFailure(
        expected: "a client that goes on when the server speaks again", received: "it \(exit.did)",
        try: "Look at what the client says on stderr.")
    }
    throw CheckFailure(
      expected: "a word on stderr that the server is back, which had been silent", received: "none",
      try: "A server that was silent is lost like any other, and back with its first message.",
      isTimeout: true)
  }
}
