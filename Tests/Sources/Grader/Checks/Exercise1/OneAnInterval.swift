internal import DataHubMessages
internal import Referee

extension Check {
  static let oneAnInterval = Check(
    "1.2", "then one package arrives an interval",
    requirement: """
      After the first package there is a pause of one interval before each further one, whether \
      the interval is 50 ms or longer than a second or no whole number of milliseconds, and whenever the \
      stream began.
      """,
    step: 1, takes: .milliseconds(3000), timeLimit: .seconds(60)
  ) { stage in
    let brief = stage.random.duration(.milliseconds(45)...(.milliseconds(55)))
    // Neither whole seconds nor the fraction alone come near to it.
    let lengthy = stage.random.duration(.milliseconds(1350)...(.milliseconds(1450)))
    async let short: Void = expectPace(stage, brief, pauses: 12)
    async let long: Void = expectPace(stage, lengthy, pauses: 2)
    let middle = stage.random.duration(.milliseconds(560)...(.milliseconds(640)))
    async let apart: Void = expectOwnPace(stage, middle)
    async let least: Void = expectFraction(stage, .microseconds(stage.random.number(700...900)))
    async let each: Void = expectEachPause(stage, .microseconds(stage.random.number(3_600...4_200)))
    _ = try await (short, long, apart, least, each)
  }

  /// Over more packages than eight bits count, twice, none comes right behind the one before. A busy
  /// machine may deliver some together that were made apart, as each of them says, and whoever has planned
  /// when to write the next one makes it sooner when the last was late: so each place is seen several times.
  private static func expectEachPause(_ stage: Stage, _ interval: Duration) async throws {
    let server = try await stage.server(interval: interval)
    let client = try await server.connect()
    // The longest pause that was seen before each package from the second on.
    var longest = Array(repeating: Duration.zero, count: 529)
    var (calmRounds, rounds, short) = (0, 0, 0)
    while calmRounds < 3, rounds < 8 {
      let subscriber = try await client.subscriber()
      var (last, shortInRound): ((time: Duration, ticks: Int64?)?, Int) = (nil, 0)
      for place in -1..<longest.count {
        let package = try await subscriber.package("package \(place + 2) of a stream that goes on")
        let ticks = Ticks.parse(package.message.tagValue)
        if let last {
          var pause = package.time - last.time
          if let before = last.ticks, let ticks {
            pause = max(pause, .nanoseconds((ticks &- before) &* 100))
          }
          longest[place] = max(longest[place], pause)
          if pause <= interval / 2 { shortInRound += 1 }
        }
        last = (package.time, ticks)
      }
      try await subscriber.call.reset()
      if longest.allSatisfy({ $0 > interval / 2 }) { return }
      rounds += 1
      short += shortInRound
      if shortInRound * 50 < longest.count { calmRounds += 1 }
    }
    // So many are no mistake at some place, and expectPace sees those that are left out.
    if calmRounds < 3, short * 7 > rounds * longest.count { return }
    let place = longest.firstIndex { $0 <= interval / 2 } ?? 0
    throw CheckFailure(
      expected: "a pause of \(interval / .milliseconds(1)) ms before each package",
      received: "one of \(readable(longest[place])) at most before package \(place + 2)",
      try: "Wait after each write, however many packages there were: nothing has to count them.")
  }

  /// A pause is never shorter than it should be, however busy the machine is, and longer by what this
  /// machine's timers are late. Where they are very late, a round says nothing about the server.
  private static func expectFraction(_ stage: Stage, _ interval: Duration) async throws {
    let server = try await stage.server(interval: interval)
    let expected = "400 packages with 399 pauses of \(interval / .milliseconds(1)) ms"
    let hint =
      "Give `interval` to pause(for:) as it is: it need not be a whole number of milliseconds."
    let least = interval * 399
    var (seen, late): ([Duration], Int) = ([], 0)
    for _ in 1...6 where late < 3 {
      let own = Task { try await ownPauses(399, of: interval) }
      let subscriber = try await server.connect().subscriber()
      let last = try await subscriber.packages(400)[399].time
      try await subscriber.call.reset()
      let (time, peer) = (last - subscriber.call.startedAt, try await own.value)
      try expect(
        time > least * 0.95, "\(expected), within no less time than these take",
        received: "them within \(readable(time))", try: hint)
      let isInTime = time < peer * 2 + Patience.scaled(.milliseconds(600))
      if isInTime, peer < least * 2 || time < peer * 1.5 { return }
      if !isInTime {
        late += 1
        seen.append(time)
      }
    }
    try expect(
      late < 3, expected, received: "them within \(readable(seen.min() ?? .zero))", try: hint)
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
