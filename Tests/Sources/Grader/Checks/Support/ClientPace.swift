internal import DataHubMessages
internal import Referee

/// The pace of send-stream and exchange: packages are an interval apart, made when they are sent,
/// and nothing waits after the last.
enum ClientPace {
  /// Throws unless `command` keeps the interval that it is told, a short one and one that is longer
  /// than a second.
  ///
  /// A timer may be late on a busy machine, so that what looks wrong is looked at again, and with
  /// longer intervals: what is wrong by itself stays wrong.
  static func expect(
    of command: ClientCommand, _ stage: Stage, _ referee: RefereeServer
  ) async throws {
    for intervals in [[50, 100, 200, 400, 800], [1400, 1400, 1400]] {
      var failure: CheckFailure?
      for milliseconds in intervals {
        let interval = Duration.milliseconds(milliseconds)
        let count = milliseconds < 1000 ? 4 : 2
        let sent = try await stage.sent(
          by: command, ["--count", "\(count)", "--interval", argument(milliseconds)],
          count: count, to: referee)
        failure = sent.deviation(from: interval)
        if failure == nil { break }
      }
      if let failure { throw failure }
    }
  }

  /// As the command line takes it: `50ms`, `1.4s`.
  private static func argument(_ milliseconds: Int) -> String {
    milliseconds < 1000 ? "\(milliseconds)ms" : "\(Double(milliseconds) / 1000)s"
  }
}

extension SentPackages {
  /// What is wrong about the packages' times; nil if nothing is.
  fileprivate func deviation(from interval: Duration) -> CheckFailure? {
    for (index, package) in packages.enumerated().dropFirst() {
      let gap = package.time - packages[index - 1].time
      let name = "package \(index + 1)"
      if gap < interval * 0.8 || gap > interval * 1.3 {
        return CheckFailure(
          expected: "\(name) one interval, \(readable(interval)), after the one before",
          received: "it \(readable(gap)) after it",
          try: gap < interval
            ? "Is there a pause of one interval between any two packages, and do you await it?"
            : "Is there one pause between two packages, and is it as long as `interval` says?")
      }
    }
    for (index, package) in packages.enumerated() {
      let age = age(of: package)
      if age > min(interval / 2, Patience.scaled(.milliseconds(40))) {
        return CheckFailure(
          expected: "package \(index + 1) with the ticks of the moment that it is sent",
          received: "ticks that are \(readable(age)) old",
          try: "Read the clock for each package, after the pause and just before the write.")
      }
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
