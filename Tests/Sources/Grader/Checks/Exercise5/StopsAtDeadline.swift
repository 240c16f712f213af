internal import Referee

extension Check {
  static let stopsAtDeadline = Check(
    "5.1", "the server stops at the client's deadline",
    requirement: """
      Within a second of the call's deadline the stream ends, though the client did not reset it, \
      and however long the interval; "stream closed" is logged. The server, and all other streams, \
      go on.
      """,
    step: 1,
    hint: """
      Does the loop watch context.cancellation, also while it pauses? The task itself is not cancelled.
      """,
    takes: .milliseconds(1000)
  ) { stage in
    let (few, many) = (
      stage.random.duration(.milliseconds(45)...(.milliseconds(55))), stage.random.long()
    )
    async let short: Void = expectStop(stage, interval: few)
    async let long: Void = expectStop(stage, interval: many)
    _ = try await (short, long)
  }

  private static func expectStop(_ stage: Stage, interval: Duration) async throws {
    let server = try await stage.server(interval: interval)
    let client = try await server.connect()
    let others = [
      ("on the same connection", try await client.subscriber()),
      ("on another connection", try await server.connect().subscriber()),
    ]
    for (place, other) in others {
      _ = try await other.package("package 1 of a subscriber \(place)")
    }
    let end = try await expectEnd(client, server, stage)

    for (place, other) in others {
      let expected = "a subscriber \(place), who has no deadline, to be served on"
      try await expectOpen(other, interval, since: end, expected)
    }
    _ = try await client.subscriber().package("package 1 of a subscriber after the deadline")
  }

  /// The stream's end at its deadline, and when it came. A busy machine may be late once.
  private static func expectEnd(
    _ client: RefereeClient, _ server: ServerOnStage, _ stage: Stage
  ) async throws -> Duration {
    let deadline = Patience.scaled(stage.random.duration(.milliseconds(450)...(.milliseconds(550))))
    let expected = "the stream's end at the deadline, after \(readable(deadline))"
    var late: CheckFailure?
    for _ in 1...3 {
      let subscriber = try await client.subscriber(timeout: deadline)
      _ = try await subscriber.package("package 1")
      let due = subscriber.call.startedAt + deadline
      var end = await subscriber.call.end(within: due - stage.transcript.now)
      if end == nil {
        stage.transcript.note("the deadline has passed")
        end = await subscriber.call.end(within: Patience.scaled(.seconds(1)))
      }
      guard let end else {
        late = CheckFailure(
          expected: expected,
          received: "a stream that is open \(readable(stage.transcript.now - due)) later"
        ).about(subscriber.call)
        continue
      }
      guard end.time >= due - deadline * 0.2 else {
        let time = readable(end.time - subscriber.call.startedAt)
        throw subscriber.call.failure(expected, "\(end) after \(time)", nil)
      }
      guard case .trailers = end else {
        throw subscriber.call.failure(
          "\(expected), with a status", "\(end)",
          "End the call by returning or throwing; the program goes on for the others.")
      }
      let line = try await server.streamClosed(subscriber, after: due, "the deadline")
      guard line != nil else {
        throw subscriber.call.failure(
          "a line \"stream closed\" on stderr, after the deadline", "none",
          "Log on every way out of the method: that is what `defer` is for.")
      }
      return end.time
    }
    throw late ?? CheckFailure(expected: expected, received: "no end")
  }

  /// A package that came after `end`, or, where the next one is far off, a connection that answers.
  private static func expectOpen(
    _ other: Subscriber, _ interval: Duration, since end: Duration, _ expected: String
  ) async throws {
    if interval < .seconds(1) {
      while try await other.package(expected).time <= end {}
    } else {
      try await other.call.ping()
      if let end = await other.call.end(within: .zero) {
        throw other.call.failure(expected, "\(end)", nil)
      }
    }
  }
}
