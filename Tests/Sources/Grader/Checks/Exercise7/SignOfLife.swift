internal import DataHubMessages
internal import Referee

extension Check {
  static let signOfLife = Check(
    "7.8", "a sign of life comes when there is nothing to say",
    requirement: """
      When nothing was sent to a subscriber for one interval, be it 50 ms or longer than a second, a \
      message without a package is: with the hub's GUID, and the number of the last package. The \
      interval begins anew with each message. Who waits for it takes less than 5 % of a core.
      """,
    step: 5, takes: .milliseconds(3200), timeLimit: .seconds(30)
  ) { stage in
    let brief = stage.random.duration(.milliseconds(95)...(.milliseconds(115)))
    let lengthy = stage.random.duration(.milliseconds(1250)...(.milliseconds(1400)))
    async let short: Void = expectSigns(stage, brief, signs: 6)
    async let long: Void = expectSigns(stage, lengthy, signs: 0)
    _ = try await (short, long)
  }

  private static func expectSigns(
    _ stage: Stage, _ interval: Duration, signs: Int
  ) async throws {
    let interval = Patience.scaled(interval)
    let server = try await stage.server(interval: interval)
    try await Pace.expectRight(
      at: Array(repeating: interval, count: 8),
      try: "Does the time of silence begin anew with each message that is sent?"
    ) { _ in
      let client = try await server.connect()
      var log = HubLog()
      var reader = try await client.hubReader(log.tag)
      var silent = [try await sign(&reader, 0)]
      for _ in 0..<signs { silent.append(try await sign(&reader, 0)) }
      // A package amid the silence: the next sign is due one interval after it.
      try await Task.sleep(for: interval * 0.4)
      try await client.put(log.package())
      var last = try await reader.nextMessage(within: Patience.cap)
      while last?.message.hasPackage == false {
        last = try await reader.nextMessage(within: Patience.cap)
      }
      guard let last else {
        throw CheckFailure(expected: "a package amid signs of life", received: "none")
      }
      try log.expectOwn(last.message)
      // A pause like the others, and a place of its own.
      let pause = try await sign(&reader, 1) - last.time
      if signs == 0 {
        try await server.expectIdle("while a subscriber waits, which has had a sign of life")
      }
      return Pace.Sight(stretches: [silent + [(silent.last ?? .zero) + pause]])
    }
  }

  /// When the next message came, which has to be a sign of life.
  private static func sign(_ reader: inout HubReader, _ number: Int64) async throws -> Duration {
    let expected = "a message without a package, after an interval without any"
    guard let arrived = try await reader.nextMessage(within: Patience.cap) else {
      throw CheckFailure(
        expected: expected, received: "nothing within \(readable(Patience.cap))",
        try: "Wait for a package and for the interval, and for whichever comes first.",
        isTimeout: true)
    }
    try expect(!arrived.message.hasPackage, expected, received: "a package")
    try expect(
      "a sign of life with number", arrived.message.number, equals: number,
      try: "Its number is that of the last package that the subscriber has got, or need not get.")
    return arrived.time
  }
}
