internal import DataHubMessages
internal import Referee

extension Check {
  static let tellsMissed = Check(
    "7.5", "a reader that paused hears what it missed, and goes on",
    requirement: """
      Of each tag the latest 1,000 packages are kept. Who reads on after a longer pause gets what was \
      on its way, then the oldest package that is kept: its missed says how many between the two have \
      left the log. All the others follow, with missed 0.
      """,
    step: 3,
    hint: "A subscriber is a place in the log: what it did not read is kept nowhere else.",
    company: .few, takes: .milliseconds(1400)
  ) { stage in
    let server = try await stage.server(interval: stage.random.long())
    let client = try await server.connect()
    var log = HubLog()
    let options = PeerOptions(initialWindowSize: 1_000, readsAutomatically: false)
    let narrow = try await server.connect(options: options)
    var reader = try await client.expectBegun([try await narrow.hubReader(log.tag)], &log)[0]

    // A window as narrow as before, and then a wide one, as the second pause is the last.
    try await put(stage.random.number(22...26), client, &log)
    try await reader.call.resumeReading()
    try await expectLatest(&reader, log)
    try await reader.call.pauseReading()
    try await reader.call.ping()
    try await put(stage.random.number(14...16), client, &log)
    try await reader.call.resumeReading(wideningBy: 1 << 20)
    try await expectLatest(&reader, log)
    try await expectNothingTaken(stage)
  }

  /// Who comes back has the latest 1,000 before it. While it pauses they leave the log, and are kept for it
  /// nowhere else.
  private static func expectNothingTaken(_ stage: Stage) async throws {
    let server = try await stage.server(interval: stage.random.long())
    let client = try await server.connect()
    // Large ones, of which few are on their way.
    var log = HubLog(stage.random.tag() + String(repeating: "x", count: 8 << 10))
    try await put(11, client, &log)
    let options = PeerOptions(initialWindowSize: 20_000, readsAutomatically: false)
    var reader = try await server.connect(options: options)
      .hubReader(log.tag, after: log.last - 1_000)
    _ = try await reader.package("the oldest package kept, for who comes back behind those before")
    try await put(stage.random.number(14...16), client, &log)
    try await reader.call.resumeReading(wideningBy: 4 << 20)
    for _ in 1...100 where try await reader.package("a package after the pause").missed > 0 {
      return
    }
    throw CheckFailure(
      expected: "after the pause, what was on its way, and then missed",
      received: "100 packages of 8 KiB that had left the log meanwhile",
      try: "Look for the package behind the place when it can be sent: take no others along."
    ).about(reader.call)
  }

  private static func put(
    _ hundreds: Int, _ client: RefereeClient, _ log: inout HubLog
  ) async throws {
    for _ in 1...hundreds {
      _ = try await client.upload(log.packages(100)).expectAnswer("an answer to an upload of 100")
    }
  }

  /// What was on its way, then a gap, then the latest 1,000.
  private static func expectLatest(_ reader: inout HubReader, _ log: HubLog) async throws {
    var gaps = 0
    let oldest = log.last - 999
    while let place = reader.place, place < log.last {
      let message = try await reader.package(
        "package \(max(place + 1, gaps == 0 ? 0 : oldest)) after the pause")
      do { try log.expectOwn(message) } catch { throw error.about(reader.call) }
      guard message.missed > 0 else { continue }
      gaps += 1
      try expect(
        "after the pause, the oldest of 1,000 packages kept as number", message.number,
        equals: oldest, try: "Keep the latest 1,000 packages of a tag: no more, and no fewer.")
    }
    try expect(
      gaps == 1, "a message after the pause that tells how many packages were missed",
      received: gaps == 0 ? "all of them, and none missed" : "\(gaps) such messages",
      try: gaps == 0 ? "Keep no queue for a subscriber, but the number of what it got last." : nil)
  }
}
