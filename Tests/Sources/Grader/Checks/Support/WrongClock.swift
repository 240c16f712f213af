internal import Referee

/// A number that should be the current time in ticks, and is not.
struct WrongClock {
  let ticks: Int64
  let now: Int64

  init(_ ticks: Int64, now: Int64) {
    self.ticks = ticks
    self.now = now
  }

  /// The mistake, where the number shows it.
  var hint: String? { otherEpoch ?? wholeDays ?? localTime ?? otherUnit }

  private static let minute = 60 * Ticks.perSecond
  private static let day = 86_400 * Ticks.perSecond

  private func isNow(_ time: Int64) -> Bool { abs(time - now) < Self.minute }

  private var otherEpoch: String? {
    let sinceUnixEpoch = now - Ticks.epoch
    for unit: Int64 in [1, 10, 10_000, Ticks.perSecond]
    where abs(ticks - sinceUnixEpoch / unit) <= max(1, Self.minute / unit) {
      return "That counts from 1970. Ticks are units of 100 ns and count from the year 1: the Unix "
        + "epoch is 621,355,968,000,000,000 of them."
    }
    let others = [(1601, 504_911_232_000_000_000), (2001, 631_139_040_000_000_000)]
    for (year, epoch) in others where isNow(ticks + Int64(epoch)) {
      return "That counts from \(year). Ticks count from the year 1."
    }
    // Seconds, milliseconds and microseconds since the year 1.
    for unit: Int64 in [Ticks.perSecond, 10_000, 10] where abs(ticks - now / unit) <= Self.minute {
      return "Ticks are units of 100 ns: ten million a second."
    }
    return nil
  }

  private var wholeDays: String? {
    let days = Int(((Double(ticks) - Double(now)) / Double(Self.day)).rounded())
    guard days != 0, abs(days) <= 800, isNow(ticks - Int64(days) * Self.day) else { return nil }
    if days == 2 {
      return """
        Two days too many: Foundation's calendar is the Julian one before 1582. From 0001-01-01 \
        to 1970-01-01 there are 719,162 days.
        """
    }
    return "That is \(abs(days)) days too \(days > 0 ? "many" : "few"): from 0001-01-01 to "
      + "1970-01-01 there are 719,162."
  }

  /// Zones differ from UTC by quarters of an hour.
  private var localTime: String? {
    let quarter = 15 * Self.minute
    let quarters = Int64((Double(ticks - now) / Double(quarter)).rounded())
    guard quarters != 0, abs(quarters) <= 4 * 15, isNow(ticks - quarters * quarter) else {
      return nil
    }
    return "Is it local time? Ticks count in UTC, wherever the server runs."
  }

  private var otherUnit: String? {
    let isNear = abs(Double(ticks) / Double(now) - 1) < 0.01
    if isNear { return nil }
    return "Ticks are units of 100 ns since 0001-01-01T00:00:00Z: ten million a second."
  }
}
