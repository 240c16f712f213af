internal import Referee

/// The pauses between packages, seen several times over.
///
/// A machine that is busy delivers late, and then what follows seems early; so that no single pause
/// is judged. What a program does wrong it does each time at the same place. So each place counts,
/// the first pause, the second and so on, and the best that was seen of it must be right.
struct Pace: Sendable {
  /// For each place, the pause that came closest to its interval, in intervals.
  private(set) var best: [Double] = []
  /// The pauses of the stretch that was seen last, and what they should be.
  private(set) var latest: [Duration] = []
  private(set) var interval = Duration.zero

  /// Adds a stretch: the times of consecutive packages, the first of a stream first.
  mutating func add(_ times: [Duration], interval: Duration) {
    self.interval = interval
    latest = zip(times, times.dropFirst()).map { earlier, later in later - earlier }
    for (place, pause) in latest.enumerated() {
      let ratio = pause / interval
      if place == best.count {
        best.append(ratio)
      } else if abs(ratio - 1) < abs(best[place] - 1) {
        best[place] = ratio
      }
    }
  }

  /// Whether a right pause was seen at every place.
  var isRight: Bool { best.allSatisfy { $0 >= 0.85 && $0 <= 1.25 } }

  /// - Parameter hint: What helps, if the pauses themselves do not show the mistake.
  func expectRight(try hint: String? = nil) throws(CheckFailure) {
    guard !isRight else { return }
    throw CheckFailure(
      expected: "pauses of \(readable(interval)) between packages",
      received: "pauses of \(latest.prefix(6).map(readable).joined(separator: ", "))"
        + (latest.count > 6 ? ", …" : ""),
      try: seen ?? hint)
  }

  /// The mistake, where the pauses show it.
  private var seen: String? {
    let (least, most) = (best.min() ?? 0, best.max() ?? 0)
    let average = best.reduce(0, +) / Double(max(1, best.count))
    let whole = Double(interval.components.seconds) / (interval / .seconds(1))
    let isSteady = most - least < 0.3
    if isSteady, whole > 0, whole < 0.95, abs(average - whole) < 0.05 {
      return "It waits for the whole seconds alone. Give `interval` to pause(for:) as it is."
    }
    if isSteady, whole > 0, abs(average - (1 - whole)) < 0.05 {
      return """
        It waits for the fraction of a second alone: a Duration's components are seconds and \
        attoseconds. Give `interval` to pause(for:) as it is.
        """
    }
    // On average, since a busy machine makes some of the pauses longer, and others shorter.
    if average < 0.3 {
      return "Is there a wait of one interval between two writes, and do you await it?"
    }
    if average > 1.7, average < 2.3, least > 1.3 {
      return "That is two intervals: is there one pause before the write, and another after it?"
    }
    if least < 0.2, most > 1.5 {
      return "Packages come in bunches: make one, write it, and wait before you make the next."
    }
    if least < 0.2, most < 1.5 {
      return "More than one package an interval: is there one loop alone that writes to the stream?"
    }
    return nil
  }
}
