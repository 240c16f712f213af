internal import Referee

/// A tag_value that should be the current time.
enum TicksOnWire {
  /// The ticks, or a failure that names the mistake where it is a known one.
  ///
  /// - Parameter owner: Whose tag_value it is: "package 3".
  static func expect(
    _ text: String, between begin: Int64, and end: Int64, of owner: String
  ) throws(CheckFailure) -> Int64 {
    guard let ticks = Ticks.parse(text) else {
      throw CheckFailure(
        expected: "tag_value of \(owner) in decimal digits, such as \"\(end)\"",
        received: quoted(text),
        try: "Print the ticks as an Int64: a Double prints a fraction, or an exponent.")
    }
    // The clock is the same one, but it may be corrected meanwhile.
    let slack = Ticks.perSecond
    if ticks >= begin - slack && ticks <= end + slack { return ticks }
    throw CheckFailure(
      expected: "tag_value of \(owner) about \(end), the current time in UTC",
      received: "\(ticks)", try: hint(ticks, end))
  }

  private static func hint(_ ticks: Int64, _ now: Int64) -> String {
    let hour = 3600 * Ticks.perSecond
    let sinceUnixEpoch = now - Ticks.epoch
    if abs(ticks - now) < 15 * hour {
      return "Is it local time? Ticks count in UTC, wherever the server runs."
    }
    for unit: Int64 in [1, 10, 10_000, Ticks.perSecond]
    where abs(ticks - sinceUnixEpoch / unit) < max(1, hour / unit) {
      return "That counts from 1970. Ticks are units of 100 ns and count from the year 1: the Unix "
        + "epoch is 621,355,968,000,000,000 of them."
    }
    return "Ticks are units of 100 ns since 0001-01-01T00:00:00Z: ten million a second."
  }
}
