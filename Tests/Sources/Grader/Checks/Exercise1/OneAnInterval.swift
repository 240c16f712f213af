internal import Referee

extension Check {
  static let oneAnInterval = Check(
    "1.2", "then one package arrives an interval",
    requirement: """
      After the first package there is a pause of one interval before each further one, whether \
      the interval is 50 ms or longer than a second, and whenever the stream began.
      """,
    step: 1, takes: .milliseconds(3000), timeLimit: .seconds(30)
  ) { stage in
    let brief = stage.random.duration(.milliseconds(45)...(.milliseconds(55)))
    // Neither whole seconds nor the fraction alone come near to it.
    let lengthy = stage.random.duration(.milliseconds(1350)...(.milliseconds(1450)))
    async let short: Void = expectPace(stage, brief, pauses: 12)
    async let long: Void = expectPace(stage, lengthy, pauses: 2)
    let middle = stage.random.duration(.milliseconds(560)...(.milliseconds(640)))
    async let apart: Void = expectOwnPace(stage, middle)
    _ = try await (short, long, apart)
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

  /// Four streams, which begin a quarter of an interval apart: where their packages come at a beat that
  /// all have, the first pause of three of them is too short. So each has to be right once, in so few
  /// rounds that chance does not do it.
  private static func expectOwnPace(_ stage: Stage, _ interval: Duration) async throws {
    let interval = Patience.scaled(interval)
    let server = try await stage.server(interval: interval)
    var paces = Array(repeating: Pace(), count: 4)
    for _ in 1...3 {
      let client = try await server.connect()
      var subscribers: [Subscriber] = []
      for place in paces.indices {
        if place > 0 { try await Task.sleep(for: interval / 4) }
        subscribers.append(try await client.subscriber())
      }
      for (place, subscriber) in subscribers.enumerated() {
        paces[place].add(try await subscriber.packages(2).map(\.time), interval: interval)
      }
      await client.close()
      if paces.allSatisfy(\.isRight) { return }
    }
    for pace in paces {
      try pace.expectRight(
        try: "The pause counts from the package before it, not from a beat that all streams have.")
    }
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
          try await subscriber.package(
            "package \(number) of a stream that goes on",
            try: "Write in a loop that does not end by itself, and pause in it."
          ).time)
      }
      stretches.append(times)
    }
    await client.close()
    return stretches
  }
}
