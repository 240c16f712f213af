internal import DataHubMessages
internal import Referee
internal import Synchronization

extension Check {
  static let signOfLife = Check(
    "7.8", "a sign of life comes when there is nothing to say",
    requirement: """
      When nothing was sent to a subscriber for one interval, be it 50 ms or longer than a second, a \
      message without a package is: with the hub's GUID, another one at each start of the server, and \
      the number of its place. The interval begins anew with each message. Who waits for it takes less \
      than 5 % of a core.
      """,
    step: 5, takes: .milliseconds(3200), timeLimit: .seconds(30)
  ) { stage in
    let brief = stage.random.duration(.milliseconds(45)...(.milliseconds(55)))
    let lengthy = stage.random.duration(.milliseconds(1250)...(.milliseconds(1400)))
    async let short = hubGuid(stage, brief, signs: 6, kept: stage.random.number(2...5))
    async let long = hubGuid(stage, lengthy, signs: 0, kept: 0)
    async let waits: Void = expectLongWait(stage)
    async let awake: Void = expectIdleToTheEnd(stage)
    let (first, second) = try await (short, long)
    try await waits
    try await awake
    try expect(
      first != second, "another hub_guid from a server that was started anew",
      received: quoted(first), try: "Make a GUID when the server starts: GUID.random().")
  }

  /// Several waits, whole: who is awake for the end of each is seen.
  private static func expectIdleToTheEnd(_ stage: Stage) async throws {
    let interval = Duration.milliseconds(stage.random.number(180...220))
    let server = try await stage.server(interval: interval)
    var log = HubLog()
    _ = try await server.connect().begunReader(&log)
    try await server.expectIdle(
      "while a sign of life comes every \(readable(interval))", for: .milliseconds(600),
      try: "Sleep until it is time, and not until a little before.")
  }

  /// At an interval of hours a package comes as soon as at any other, and nothing behind it.
  private static func expectLongWait(_ stage: Stage) async throws {
    // More microseconds than 32 bits hold.
    let interval = Duration.seconds(stage.random.number(5_000...90_000))
    let server = try await stage.server(interval: interval)
    let client = try await server.connect()
    var log = HubLog()
    var reader: HubReader
    do {
      reader = try await client.begunReader(&log)
    } catch var failure as CheckFailure {
      failure.expected += ", at an interval of \(readable(interval))"
      throw failure
    }
    let early = try await reader.nextMessage(within: .milliseconds(200))
    try expect(
      early == nil, "nothing behind a package for \(readable(interval)), which is the interval",
      received: "a message at once", try: "The interval begins anew with each message: wait for it."
    )
  }

  /// Expects signs of life in time, of a tag that has had some packages or none, and returns the hub's
  /// GUID.
  private static func hubGuid(
    _ stage: Stage, _ interval: Duration, signs: Int, kept: Int
  ) async throws -> String {
    let interval = Patience.scaled(interval)
    let hub = Mutex("")
    let server = try await stage.server(interval: interval)
    try await Pace.expectRight(
      at: Array(repeating: interval, count: 8),
      try: "Does the time of silence begin anew with each message that is sent?"
    ) { _ in
      let client = try await server.connect()
      var log = HubLog()
      for _ in 0..<kept { try await client.put(log.package()) }
      let place = log.last
      var reader = try await client.hubReader(log.tag)
      var silent = [try await sign(&reader, place)]
      for _ in 0..<signs { silent.append(try await sign(&reader, place)) }
      // A package amid the silence: the next sign is due one interval after it.
      try await Task.sleep(for: interval * 0.4)
      let put = stage.transcript.now
      try await client.put(log.package())
      var last = try await reader.nextMessage(within: Patience.cap)
      while last?.message.hasPackage == false {
        last = try await reader.nextMessage(within: Patience.cap)
      }
      guard let last else {
        throw CheckFailure(expected: "a package amid signs of life", received: "none")
      }
      try log.expectOwn(last.message)
      var late: CheckFailure?
      if signs == 0, last.time - put > interval * 0.4 {
        late = CheckFailure(
          expected: "a package at once, when it comes in amid the silence",
          received: "it \(readable(last.time - put)) later",
          try: "After a sign of life, wait as before: for a package and for the interval at once.")
      }
      // A pause like the others, and a place of its own.
      let pause = try await sign(&reader, place + 1) - last.time
      for _ in 0..<min(signs, 2) { _ = try await sign(&reader, place + 1) }
      if signs == 0 {
        try await server.expectIdle("while a subscriber waits, which has had a sign of life")
      }
      let guid = reader.hubGuid
      hub.withLock { $0 = guid }
      return Pace.Sight(stretches: [silent + [(silent.last ?? .zero) + pause]], failure: late)
    }
    return hub.withLock(\.self)
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
