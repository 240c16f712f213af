internal import Foundation
internal import Referee

extension Check {
  static let stopsWhenCancelled = Check(
    "5.2", "the server stops when the client leaves, however long the interval",
    requirement: """
      Within a second of the client's reset, or of the end of its connection, the method ends, and \
      logs "stream closed" with the call's tracking GUID, once: at an interval of about 30 s, at one \
      of 0, and when the server ends.
      """,
    step: 1, takes: .milliseconds(800), timeLimit: .seconds(60)
  ) { stage in
    // A busy machine may be late once.
    var late: CheckFailure?
    for attempt in 1...3 {
      let server = try await stage.server(interval: stage.random.long())
      late = try await lateLog(server, stage)
      // Who logs at once has the rest of the second to end.
      if late == nil, attempt > 1 { try await Task.sleep(for: Patience.scaled(.seconds(1))) }
      if late == nil { late = try await lateEnd(server, stage) }
      if late == nil {
        try expectLines(2, of: server.program)
        break
      }
    }
    if let late { throw late }
    try await expectLogAmidPackages(stage)
  }

  /// At full speed a reset mostly comes while a package is written, and at the end of the server there is
  /// none: the method ends in another place then.
  private static func expectLogAmidPackages(_ stage: Stage) async throws {
    let server = try await stage.server(interval: .zero)
    let client = try await server.connect()
    var late = 0
    for _ in 1...50 {
      let subscriber = try await client.subscriber()
      for number in 1...3 { _ = try await subscriber.package("package \(number)") }
      let time = stage.transcript.now
      try await subscriber.call.reset()
      let end = try await log(server, subscriber, time, "the reset, amid packages") - time
      // A busy machine may be late once or twice.
      if end > Patience.scaled(.seconds(1)) { late += 1 }
      if late == 3 { throw lateEnd(after: end).about(subscriber.call) }
    }
    // A GUID is the client's: two streams may have the same.
    let first = try await client.subscriber()
    let twins = [first, try await server.connect().subscriber(guid: first.guid)]
    for twin in twins { _ = try await twin.package("package 1") }
    for twin in twins { try await twin.call.reset() }
    let deadline = ContinuousClock.now + Patience.cap
    while lines(of: first, server.program) < 2, .now < deadline {
      _ = await server.program.nextLine(.stderr, within: .milliseconds(100))
    }
    let last = try await client.subscriber()
    _ = try await last.package("package 1")
    stage.transcript.note("SIGTERM to the server")
    let time = stage.transcript.now
    server.program.signal(SIGTERM)
    _ = try await log(server, last, time, "the end of the server")
    try await server.program.expectExit(0)
    try expectLines(53, of: server.program)
  }

  private static func lateEnd(after duration: Duration) -> CheckFailure {
    CheckFailure(
      expected: "a line \"stream closed\" within a second of the reset, amid packages",
      received: "it after \(readable(duration)), and so it was for two others",
      try: "End the loop when a write throws, or when the cancellation comes: whichever is first.")
  }

  /// When the line came, which has to come at all.
  private static func log(
    _ server: ServerOnStage, _ subscriber: Subscriber, _ time: Duration, _ event: String
  ) async throws -> Duration {
    if let line = try await server.streamClosed(subscriber, after: time, event) { return line }
    throw CheckFailure(
      expected: "a line \"stream closed\" on stderr after \(event)", received: "none",
      try: "Log on every way out of the method, also where it throws: that is what `defer` is for."
    ).about(subscriber.call)
  }

  /// Leaves in two ways; what is late, if anything.
  private static func lateLog(_ server: ServerOnStage, _ stage: Stage) async throws -> CheckFailure?
  {
    let client = try await server.connect()
    let (first, second) = (try await client.subscriber(), try await server.connect())
    let cut = try await second.subscriber()
    for subscriber in [first, cut] {
      _ = try await subscriber.package("package 1")
      try await subscriber.call.ping()
    }
    let time = stage.transcript.now
    try await first.call.reset()
    if let late = try await lateLog(server, first, time, "the reset", stage) { return late }
    let other = stage.transcript.now
    stage.transcript.note("the client's connection is cut")
    await second.cut()
    if let late = try await lateLog(server, cut, other, "the end of its connection", stage) {
      return late
    }
    await client.close()
    return nil
  }

  private static func lateLog(
    _ server: ServerOnStage, _ subscriber: Subscriber, _ time: Duration, _ event: String,
    _ stage: Stage
  ) async throws -> CheckFailure? {
    let cap = Patience.scaled(.seconds(1))
    let line = try await server.streamClosed(subscriber, after: time, event, within: cap)
    if line != nil { return nil }
    return CheckFailure(
      expected: "a line \"stream closed\" on stderr within a second of \(event)",
      received: "none within \(readable(cap))",
      try: "Wait for the interval and for the cancellation at once, and log when the method ends.",
      isTimeout: true
    ).about(subscriber.call)
  }

  private static func lines(of subscriber: Subscriber, _ server: Program) -> Int {
    server.allLines(.stderr).count { line in
      line.text.contains("stream closed") && line.text.lowercased().contains(subscriber.guid)
    }
  }

  /// After the exit: a line for each of the streams.
  private static func expectLines(_ count: Int, of server: Program) throws(CheckFailure) {
    let lines = server.allLines(.stderr).map(\.text).filter { $0.contains("stream closed") }
    try expect(
      lines.count == count, "\(count) lines \"stream closed\" on stderr, one for each stream",
      received: "\(lines.count) of them", try: "Log once for each call, when its method ends.")
  }

  /// A line proves nothing: only where no method runs any more does the server end at once.
  /// It waits a second for one that does.
  private static func lateEnd(_ server: ServerOnStage, _ stage: Stage) async throws -> CheckFailure?
  {
    stage.transcript.note("SIGTERM to the server, which has no stream any more")
    let time = stage.transcript.now
    server.program.signal(SIGTERM)
    try await server.program.expectExit(0)
    let duration = stage.transcript.now - time
    if duration < .milliseconds(800) { return nil }
    return CheckFailure(
      expected: "the server to end at once on SIGTERM, as every client has left",
      received: "its end after \(readable(duration)): a method still ran",
      try: "A line in the log does not end the method: let it wait for context.cancellation.")
  }
}
