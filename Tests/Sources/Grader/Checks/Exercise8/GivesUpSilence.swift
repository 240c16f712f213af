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
    _ = try await (short, long, usual)
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
    throw CheckFailure(
      expected: "a second call after \(readable(patience)) of silence",
      received: "it after \(readable(silences.min() ?? .zero))",
      try: "Let a clock run beside the loop over the messages.")
  }

  /// How long the server was silent until the client's next call came.
  private static func silence(
    _ client: Program, _ referee: RefereeServer, _ stage: Stage, _ patience: Duration,
    _ isFirst: Bool
  ) async throws -> Duration {
    let hub = try await referee.expectSubscription(from: client)
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
    let end = await hub.call.end()
    try expect(
      end != nil, "the silent call to be left before another one is made", received: "no reset")
    try expect(
      !next.call.sharesConnection(with: hub.call),
      "the call after a silent one on another connection", received: "it on the same one",
      try: "A connection on which nothing comes may be dead: make one for each call.")
    try await client.expectErrors(1, "one line on stderr that the server is lost")
    if !isFirst { try await expectSamePatience(client, referee, patience, second: next) }
    return next.call.arrivedAt - since
  }

  /// The second call is silent from its beginning on: it has all of the patience as well.
  private static func expectSamePatience(
    _ client: Program, _ referee: RefereeServer, _ patience: Duration, second: ServedHub
  ) async throws {
    let third = try await referee.expectSubscription(
      from: client, within: patience + Patience.cap,
      try: anew)
    let silence = third.call.arrivedAt - second.call.arrivedAt
    try expect(
      silence > patience * 0.95 - connecting,
      "a third call after \(readable(patience)) of silence in the second",
      received: "it after \(readable(silence))",
      try: anew)
    try await client.expectErrors(1, "no second line on stderr that the server is lost")
  }
}
