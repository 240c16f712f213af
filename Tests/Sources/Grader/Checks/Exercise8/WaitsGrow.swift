internal import DataHubMessages
internal import Foundation
internal import Referee

extension Check {
  static let waitsGrow = Check(
    "8.3", "the waits between attempts grow, and begin anew after a success",
    requirement: """
      subscribe waits 100 ms before it calls again, and each further time 1.6 times as long, up to 5 s, \
      each wait longer or shorter by up to a fifth, at random. Once a package or a sign of life has \
      come, the next wait is the first one again. Who waits takes no processor time.
      """,
    step: 3, company: .idle, takes: .seconds(17), timeLimit: .seconds(80)
  ) { stage in
    let machine = Lateness()
    async let long = longWaits(stage)
    async let growth: Void = expectGrowthWithNobody(stage)
    try await expectNewBeginning(stage)
    try await growth
    try expectLimit(try await long, allowing: min(machine.end() * 3, .seconds(1)))
  }

  /// Where nothing listens the waits grow as well: after some seconds of it, the next wait is far from the
  /// first one. It is looked at once the server is there, and refuses: in 3 s a client calls seven times,
  /// and where each call takes half a second, still four times, so that its next wait is 0.5 s or more.
  private static func expectGrowthWithNobody(_ stage: Stage) async throws {
    var server = try LateServer()
    let client = try await stage.client(
      ["subscribe", "--patience", "20s", "--port", "\(server.port)"])
    // With its first word it is about to call, or has done so.
    _ = await client.nextLine(.stderr)
    let exit = await client.exit(within: .seconds(3))
    try expect(
      exit == nil, "subscribe to call again where nothing listens",
      received: "it \(exit?.did ?? "")", try: "Nobody listens: that is UNAVAILABLE as well.")
    try await server.play(on: stage) { referee in
      let wait = try await waitAfterRefusal(referee, client, stage)
      try expect(
        wait > .milliseconds(250), "a wait of more than 250 ms, after 3 s without a server",
        received: "one of \(readable(wait))",
        try: "Who is not there is lost as well: each attempt makes the wait longer.")
    }
    client.signal(SIGTERM)
  }

  /// How long the client waits, once its next call has come and is refused.
  private static func waitAfterRefusal(
    _ referee: RefereeServer, _ client: Program, _ stage: Stage
  ) async throws -> Duration {
    let cap = LateServer.longestWait + Patience.cap
    let hub = try await referee.expectSubscription(
      from: client, within: cap, try: LateServer.callUntilThere)
    let lost = stage.transcript.now
    try await hub.call.finish(.unavailable, message: "not now")
    let next = try await referee.expectSubscription(from: client, within: cap)
    return next.call.arrivedAt - lost
  }

  /// Five waits in vain, and after a success the first two again.
  private static func expectNewBeginning(_ stage: Stage) async throws {
    // A busy machine makes some waits longer, and none shorter: the shortest of each place counts. To
    // call takes more than one turn of it.
    let machine = Lateness()
    var (late, afterPackage, afterSign): (CheckFailure?, [[Wait]], [[Wait]]) = (nil, [], [])
    for _ in 1...3 {
      let places = [0, 1, 2, 3, 4, 0, 1]
      async let first = waits(at: places, package: true, stage)
      async let second = waits(at: places, package: false, stage)
      afterPackage.append(try await first)
      afterSign.append(try await second)
      let all = (afterPackage + afterSign).flatMap(\.self)
      try expect(
        all.allSatisfy { $0.factor > 0.77 }, "waits of 100 ms, 160 ms, 256 ms and so on",
        received: received(all), try: "Wait before each call, and longer each time.")
      let overhead = Patience.scaled(.milliseconds(40)) + min(machine.worst * 3, .milliseconds(300))
      // Before a message the two are alike.
      late =
        failure(afterPackage + afterSign, at: 0..<5, overhead)
        ?? failure(afterPackage, at: 5..<7, overhead, after: "a package")
        ?? failure(afterSign, at: 5..<7, overhead, after: "a sign of life")
        ?? failure(ofChance: all)
      if late == nil { return }
    }
    if let late { throw late }
  }

  /// The waits of eight clients up to the first one of 5 s, which would be of 6.9 s without the limit.
  ///
  /// Chance takes and adds a fifth at most: a client without the limit stays below 6 s once in four
  /// times, and where the machine adds a second to what is allowed, six times in ten. Of eight, all do
  /// so once in 60,000 times, and once in 70.
  private static func expectLimit(_ seen: [[Wait]], allowing lateness: Duration) throws {
    let all = seen.flatMap(\.self)
    try expect(
      all.allSatisfy { $0.factor > 0.77 }, "waits that grow from 100 ms to 5 s",
      received: received(longest(seen)), try: "Each is 1.6 times the last one, up to 5 s.")
    let overhead = Patience.scaled(.milliseconds(100)) + lateness
    try expect(
      seen.allSatisfy { $0[9].duration <= $0[9].due * 1.2 + overhead },
      "no wait longer than 5 s and a fifth of it", received: received(longest(seen)),
      try: "Each is 1.6 times the last one, up to 5 s: min(wait * 1.6, .seconds(5)).")
    let long = seen.flatMap { $0.dropFirst(5) }
    let chance = "Multiply each wait by .random(in: 0.8...1.2)."
    try expect(
      long.contains { $0.factor < 0.97 } && long.contains { $0.factor > 1.04 },
      "waits of which some are longer and some shorter by chance",
      received: received(longest(seen)),
      try: chance)
    // Whatever the distribution, five draws of most clients do not lie as close together as these do.
    let alike = seen.filter { waits in
      let factors = waits.suffix(5).map(\.factor)
      return (factors.max() ?? 0) - (factors.min() ?? 0) < 0.05
    }
    try expect(
      alike.count * 2 <= seen.count, "waits that chance makes longer or shorter, each of them anew",
      received: alike.first.map { received($0.suffix(5)) } ?? "",
      try: "Draw a number for each wait, and not one for all of them.")
  }

  private static func longWaits(_ stage: Stage) async throws -> [[Wait]] {
    try await withThrowingTaskGroup(of: [Wait].self) { group in
      for _ in 1...8 {
        group.addTask { try await waits(at: Array(0...9), package: nil, stage) }
      }
      return try await group.reduce(into: [[Wait]]()) { $0.append($1) }
    }
  }

  private static func longest(_ seen: [[Wait]]) -> [Wait] {
    seen.max { ($0.last?.duration ?? .zero) < ($1.last?.duration ?? .zero) }?.suffix(5) ?? []
  }

  /// A wait, as it was seen, and as it should be but for chance.
  private struct Wait: Sendable {
    let duration: Duration
    let due: Duration

    var factor: Double { duration / due }
  }

  /// - Parameter message: What has come before the sixth wait.
  private static func failure(
    _ seen: [[Wait]], at places: Range<Int>, _ overhead: Duration,
    after message: String = "a message"
  ) -> CheckFailure? {
    let late = places.first { place in
      seen.allSatisfy { $0[place].duration > $0[place].due * 1.2 + overhead }
    }
    return late.map { late in
      CheckFailure(
        expected: "waits of 100 ms, 160 ms, 256 ms and so on, and of 100 ms again after \(message)",
        received: received(seen.last ?? []),
        try: late >= 5
          ? "A message that comes sets the wait back to 100 ms."
          : "Each is 1.6 times the last one.")
    }
  }

  /// What a machine adds makes waits longer. Of fourteen random ones some are shorter all the same.
  private static func failure(ofChance all: [Wait]) -> CheckFailure? {
    if all.contains(where: { $0.factor < 0.97 }) { return nil }
    return CheckFailure(
      expected: "waits that are longer or shorter by chance, lest all clients come back at once",
      received: received(all), try: "Multiply each wait by .random(in: 0.8...1.2).")
  }

  private static func received(_ all: [Wait]) -> String {
    "waits of " + all.prefix(7).map { readable($0.duration) }.joined(separator: ", ")
  }

  /// Waits in vain; before the sixth of them comes a message, unless `package` is nil.
  ///
  /// - Parameter places: How many have come before each of them since the beginning or a message.
  private static func waits(
    at places: [Int], package: Bool?, _ stage: Stage
  ) async throws -> [Wait] {
    let referee = try await stage.referee()
    let client = try await stage.client("subscribe", "--patience", "20s", to: referee)
    var (hub, waits) = (try await referee.expectSubscription(from: client), [Wait]())
    for place in places {
      if waits.count == 5, let package {
        if package { try await client.expectPrinted(try await hub.sendPackage(7)) }
        if !package { try await hub.sendSign(7) }
        try await hub.call.ping()
      }
      // Before it is told: on a busy machine the client may know sooner than this goes on.
      let lost = stage.transcript.now
      // Whether a refusal has headers is the server's choice: they are no success.
      if waits.count % 2 == 1 { try await hub.call.sendHeaders() }
      try await hub.call.finish(.unavailable, message: "not now")
      var due = Duration.milliseconds(100)
      for _ in 0..<place { due = min(due * 1.6, .seconds(5)) }
      if place == 9 { try await client.expectIdle("while subscribe waits 5 s to call again") }
      hub = try await referee.expectSubscription(from: client, within: due * 2 + Patience.cap)
      waits.append(Wait(duration: hub.call.arrivedAt - lost, due: due))
    }
    client.signal(SIGTERM)
    return waits
  }
}
