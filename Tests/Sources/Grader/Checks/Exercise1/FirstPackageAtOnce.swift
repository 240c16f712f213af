internal import Referee

extension Check {
  static let firstPackageAtOnce = Check(
    "1.1", "the first package arrives at once",
    requirement: """
      The stream's first package is sent when the call starts, not one interval later.
      """,
    step: 1,
    hint: "Does the method write, and does it wait for each write before it returns?"
  ) { stage in
    let interval = Patience.scaled(stage.random.duration(.seconds(1.8)...(.seconds(2.2))))
    let server = try await stage.server(interval: interval)
    // One delay may be the machine's. What delays each of them is the method.
    var least = Duration.seconds(60)
    for _ in 1...3 where least > Patience.scaled(.milliseconds(80)) {
      least = min(least, try await leastDelay(server, interval))
    }
    try expect(
      least <= Patience.scaled(.milliseconds(80)), "package 1 at once",
      received: "it after \(readable(least)), each time",
      try: "What takes so long before the first write?")
  }

  /// Whoever comes second, or on another connection, does not wait for the first one's next package
  /// either.
  private static func leastDelay(
    _ server: ServerOnStage, _ interval: Duration
  ) async throws -> Duration {
    let client = try await server.connect()
    let delays = [
      try await delay(try await client.subscriber(), "package 1 at once", interval),
      try await delay(
        try await client.subscriber(), "package 1 of a second subscriber at once", interval),
      try await delay(
        try await server.connect().subscriber(), "package 1 on another connection at once",
        interval),
    ]
    await client.close()
    return delays.min() ?? .zero
  }

  private static func delay(
    _ subscriber: Subscriber, _ expected: String, _ interval: Duration
  ) async throws -> Duration {
    let first = try await subscriber.package(expected, within: interval * 2)
    let delay = first.time - subscriber.call.startedAt
    try expect(
      delay < interval / 2,
      "\(expected), within \(readable(interval / 2)) (interval \(readable(interval)))",
      received: "it after \(readable(delay))",
      try: "Do you wait before the first write? Write, then wait.")
    return delay
  }
}
