internal import DataHubMessages
internal import Referee

extension Check {
  static let carriesTicks = Check(
    "1.5", "every package carries the current time in ticks",
    requirement: """
      tag_value is the current UTC time in decimal, counted in units of 100 ns since \
      0001-01-01T00:00:00Z, to the microsecond or finer, taken anew for each package just before it \
      is sent.
      """,
    step: 2, takes: .milliseconds(2500), timeLimit: .seconds(30)
  ) { stage in
    // At a long interval a package that was made one interval earlier, or a clock that was read
    // once, cannot be taken for the present.
    let long = stage.random.duration(.milliseconds(1100)...(.milliseconds(1400)))
    let short = stage.random.duration(.milliseconds(15)...(.milliseconds(25)))
    async let slow: Void = expectTicks(stage, long, packages: 3)
    // For more than a second: a fraction of it that was written without its zeros is wrong at its beginning.
    async let fast: Void = expectTicks(stage, short, packages: 70)
    // Sooner than a clock that is read for all of them from time to time.
    async let dense: Void = expectTicks(stage, .milliseconds(1), packages: 100)
    async let shared: Void = expectOwnTicks(stage, long)
    async let unpaused: Void = expectTicksWithoutPauses(stage)
    _ = try await (fast, dense, slow, shared, unpaused)
  }

  /// Two subscribers of one tag, half an interval apart: what was made for the first one is old by then.
  private static func expectOwnTicks(_ stage: Stage, _ interval: Duration) async throws {
    let server = try await stage.server(
      interval: Patience.scaled(interval), environment: try FarZone.environment())
    let client = try await server.connect()
    var wrong: CheckFailure?
    for _ in 1...3 {
      let first = try await client.subscriber()
      _ = try await first.package("package 1")
      try await Task.sleep(for: Patience.scaled(interval) / 2)
      let second = try await client.subscriber(tag: first.tag)
      wrong = try await wrongAge(second, 2, stage.transcript)
      try await first.call.reset()
      if wrong == nil { return }
    }
    if let wrong { throw wrong }
  }

  /// At an interval of 0 a time that is read for many packages at once is seen, and not a clock whose steps
  /// are longer than it takes to make some.
  private static func expectTicksWithoutPauses(_ stage: Stage) async throws {
    let server = try await stage.server(interval: .zero, environment: try FarZone.environment())
    let subscriber = try await server.connect().subscriber()
    let values = try await subscriber.packages(500).map(\.message.tagValue)
    try await subscriber.call.reset()
    var (same, most) = (1, 1)
    for (earlier, later) in zip(values, values.dropFirst()) {
      same = earlier == later ? same + 1 : 1
      most = max(most, same)
    }
    try expect(
      most <= 60, "a tag_value of its own in each of 500 packages, where --interval is 0s",
      received: "one and the same in \(most) of them",
      try: "Ask DateTimeTicks.now for each package, right before its write.")
  }

  private static func expectTicks(
    _ stage: Stage, _ interval: Duration, packages: Int
  ) async throws {
    let server = try await stage.server(
      interval: Patience.scaled(interval), environment: try FarZone.environment())
    let client = try await server.connect()
    // A busy machine delivers late: what is too old once is looked at again.
    var wrong: CheckFailure?
    for _ in 1...3 {
      wrong = try await wrongAge(try await client.subscriber(), packages, stage.transcript)
      if wrong == nil { return }
    }
    if let wrong { throw wrong }
  }

  /// What is wrong with the packages' age, if anything; throws for whatever no machine can cause.
  private static func wrongAge(
    _ subscriber: Subscriber, _ packages: Int, _ transcript: Transcript
  ) async throws -> CheckFailure? {
    let machine = Lateness()
    var (all, ages, wrong): ([Int64], [PackageAge], CheckFailure?) = ([], [], nil)
    for number in 1...packages {
      let owner = "package \(number)"
      let package = try await subscriber.package(owner)
      let now = Ticks.now()
      let ticks = try TicksOnWire.expect(
        package.message.tagValue, between: now, and: now, slack: 60 * Ticks.perSecond, of: owner)
      let age = PackageAge(of: ticks, arrivedAt: package.time, transcript)
      ages.append(age)
      all.append(ticks)
      if number > 1 { try TicksOnWire.expectFine(all) }
      if number == 9 { try TicksOnWire.expectRead(all) }
      try expect(
        number == 1 || ticks > all[number - 2],
        "tag_value of \(owner) greater than that before, \(all.dropLast().last ?? 0)",
        received: "\(ticks)", try: "Is the time taken inside the loop, for each package?")
      if wrong == nil { wrong = failure(age, of: owner) }
    }
    try await subscriber.call.reset()
    return wrong ?? failure(ofAll: ages, allowing: machine.end())
  }

  /// The two clocks are one, but it may be corrected meanwhile.
  private static func failure(_ age: PackageAge, of owner: String) -> CheckFailure? {
    let expected = "tag_value of \(owner) to be the time of sending"
    if age.most < .milliseconds(-2) {
      return CheckFailure(
        expected: expected, received: "a time \(readable(.zero - age.most)) after it")
    }
    if age.least > .milliseconds(300) {
      return CheckFailure(
        expected: expected, received: "a time \(readable(age.least)) before it",
        try: "Make a package right before its write, after the pause.")
    }
    return nil
  }

  /// One of them may be late on its way, but not each.
  private static func failure(
    ofAll ages: [PackageAge], allowing lateness: Duration
  ) -> CheckFailure? {
    let least = ages.map(\.least).min() ?? .zero
    if least <= Patience.scaled(.milliseconds(30)) + lateness { return nil }
    return CheckFailure(
      expected: "tag_value to be the time of sending",
      received: "a time that is \(readable(least)) or more before it, in each package",
      try: "`DateTimeTicks.now`, as it is, right before the write.")
  }
}
