internal import Referee

extension Check {
  static let oneAnInterval = Check(
    "1.2", "then one package arrives an interval",
    requirement: """
      After the first package there is a pause of one interval before each further one, whether \
      the interval is 50 ms or longer than a second.
      """,
    step: 1, takes: .milliseconds(3000), timeLimit: .seconds(30)
  ) { stage in
    let brief = stage.random.duration(.milliseconds(45)...(.milliseconds(55)))
    // Neither whole seconds nor the fraction alone come near to it.
    let lengthy = stage.random.duration(.milliseconds(1350)...(.milliseconds(1450)))
    async let short: Void = expectPace(stage, brief, pauses: 12)
    async let long: Void = expectPace(stage, lengthy, pauses: 2)
    _ = try await (short, long)
  }

  /// Four streams at once, so that each pause is seen four times; and again, on a busy machine.
  private static func expectPace(
    _ stage: Stage, _ interval: Duration, pauses: Int
  ) async throws {
    let interval = Patience.scaled(interval)
    let server = try await stage.server(interval: interval)
    try await Pace.expectRight(
      at: Array(repeating: interval, count: 8),
      try: "Do you wait for `interval` after each write, and for nothing else?"
    ) { _ in Pace.Sight(stretches: try await measure(server, pauses: pauses)) }
  }

  /// When the packages of four streams arrived.
  private static func measure(
    _ server: ServerOnStage, pauses: Int
  ) async throws -> [[Duration]] {
    let client = try await server.connect()
    var subscribers: [Subscriber] = []
    for _ in 1...4 { subscribers.append(try await client.subscriber()) }
    var stretches: [[Duration]] = []
    for subscriber in subscribers {
      var times: [Duration] = []
      for number in 1...pauses + 1 {
        times.append(
          try await subscriber.package("package \(number) of a stream that goes on").time)
      }
      stretches.append(times)
    }
    await client.close()
    return stretches
  }
}
