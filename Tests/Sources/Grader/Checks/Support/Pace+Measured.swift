internal import Referee

extension Pace {
  /// What was seen of a program at an interval.
  struct Sight: Sendable {
    /// The times of packages, for each stream that was watched.
    var stretches: [[Duration]]
    /// What else was wrong, that a busy machine may be the cause of.
    var failure: CheckFailure?
  }

  /// Measures at one interval after the other until each pause was right once, and all else. Gives up
  /// when the machine was calm twice meanwhile, or no interval is left.
  ///
  /// - Parameter hint: What helps, if the pauses themselves do not show the mistake.
  static func expectRight(
    at intervals: [Duration], try hint: String, _ measure: (Duration) async throws -> Sight
  ) async throws {
    var pace = Pace()
    var (failure, isOtherwiseRight, calmRounds) = (nil as CheckFailure?, false, 0)
    for interval in intervals where calmRounds < 2 {
      let machine = Lateness()
      let sight = try await measure(interval)
      for times in sight.stretches { pace.add(times, interval: interval) }
      failure = sight.failure ?? failure
      isOtherwiseRight = isOtherwiseRight || sight.failure == nil
      if pace.isRight && isOtherwiseRight { return }
      if machine.end() < interval / 10 { calmRounds += 1 }
    }
    try pace.expectRight(try: hint)
    if let failure, !isOtherwiseRight { throw failure }
  }
}
