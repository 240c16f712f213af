internal import DataHubMessages
internal import Referee

/// The pace of send-stream and exchange, and what belongs to it: packages are made when they are sent,
/// and nothing waits after the last.
enum ClientPace {
  /// Throws unless `command` keeps the interval that it is told, a short one and one that is longer
  /// than a second.
  ///
  /// On a busy machine it is tried with longer ones as well: what is wrong by itself stays wrong.
  static func expect(
    of command: ClientCommand, _ stage: Stage, _ referee: RefereeServer
  ) async throws {
    async let apart: Void = expectOwn(of: command, stage)
    async let ticks: Void = expectTicks(of: command, stage)
    async let least: Void = expectFraction(of: command, stage)
    async let most: Void = expectMost(of: command, stage)
    let (short, long) = (stage.random.number(45...55), stage.random.number(13...15) * 100)
    for intervals in [[short, 2 * short, 4 * short, 8 * short, 16 * short], [long, long, long]] {
      try await Pace.expectRight(
        at: intervals.map { .milliseconds($0) },
        try: "Is there one pause of one interval between any two packages, and do you await it?"
      ) { interval in
        let count = interval < .seconds(1) ? 4 : 2
        let sent = try await stage.sent(
          by: command, ["--count", "\(count)", "--interval", argument(interval)],
          count: count, to: referee)
        return Pace.Sight(
          stretches: [sent.packages.map(\.time)], failure: sent.deviation(from: interval))
      }
    }
    _ = try await (apart, ticks, least, most)
  }

  /// Throws unless packages have the time of their sending over a whole second, in which a fraction that
  /// was written without its zeros shows, and a millisecond apart, where a clock that is read from time to
  /// time does.
  private static func expectTicks(of command: ClientCommand, _ stage: Stage) async throws {
    var seen: Set<String> = []
    let short = stage.random.number(15...25)
    for (interval, count) in [(1, 100), (short, 1_300 / short)] {
      let sent = try await stage.sent(
        by: command, ["--count", "\(count)", "--interval", "\(interval)ms"], count: count,
        to: try await stage.referee())
      try sent.expectFields(freshAfter: &seen)
      try sent.expectRisingTicks()
    }
  }

  /// Throws if packages come at a beat that all clients have: of four that begin a quarter of an interval
  /// apart, the pause of three is too short then. So each of them has to be right once, in so few rounds
  /// that chance does not do it.
  private static func expectOwn(of command: ClientCommand, _ stage: Stage) async throws {
    let interval = Duration.milliseconds(stage.random.number(560...640))
    var paces = Array(repeating: Pace(), count: 4)
    for _ in 1...3 {
      try await withThrowingTaskGroup(of: (Int, [Duration]).self) { group in
        for place in paces.indices {
          group.addTask {
            try await Task.sleep(for: interval / 4 * place)
            let sent = try await stage.sent(
              by: command, ["--count", "2", "--interval", argument(interval)], count: 2,
              to: try await stage.referee())
            return (place, sent.packages.map(\.time))
          }
        }
        for try await (place, times) in group { paces[place].add(times, interval: interval) }
      }
      if paces.allSatisfy(\.isRight) { return }
    }
    for pace in paces {
      try pace.expectRight(
        try: "The pause counts from the package before it, not from the clock's whole intervals.")
    }
  }

  /// As the command line takes it: `50ms`, `1.4s`.
  private static func argument(_ interval: Duration) -> String {
    interval < .seconds(1)
      ? "\(Int(interval / .milliseconds(1)))ms" : "\(interval / .seconds(1))s"
  }
}

extension SentPackages {
  /// Throws if a package has the time of the one before it, or an earlier one.
  fileprivate func expectRisingTicks() throws(CheckFailure) {
    let ticks = packages.map { Ticks.parse($0.message.tagValue) ?? 0 }
    for (number, (earlier, later)) in zip(2..., zip(ticks, ticks.dropFirst())) {
      try expect(
        later > earlier, "tag_value of package \(number) greater than that before, \(earlier)",
        received: "\(later)", try: "Read the clock for each package, just before the write.")
    }
  }

  /// What is wrong about the packages' times besides their pace; nil if nothing is.
  fileprivate func deviation(from interval: Duration) -> CheckFailure? {
    for (index, package) in packages.enumerated() {
      let age = age(of: package)
      if age > interval / 2 {
        return CheckFailure(
          expected: "package \(index + 1) with the ticks of the moment that it is sent",
          received: "ticks that are \(readable(age)) old",
          try: "Read the clock for each package, after the pause and just before the write.")
      }
    }
    // One package may be late on its way, but not each.
    let least = packages.map(age).min() ?? .zero
    if least > Patience.scaled(.milliseconds(40)) {
      return CheckFailure(
        expected: "packages with the ticks of the moment that they are sent",
        received: "ticks that are \(readable(least)) old or more, in each package")
    }
    guard let last = packages.last, halfClose - last.time > interval / 2 else { return nil }
    return CheckFailure(
      expected: "END_STREAM at once after the last package",
      received: "it \(readable(halfClose - last.time)) after it",
      try: "Pause between two packages alone: nothing waits after the last.")
  }

  /// How long before its arrival the package was made.
  private func age(of package: Arrived<UploadPackage>) -> Duration {
    let arrival = origin + Int64(package.time / .nanoseconds(100))
    return .nanoseconds(100) * (arrival - (Ticks.parse(package.message.tagValue) ?? 0))
  }
}
