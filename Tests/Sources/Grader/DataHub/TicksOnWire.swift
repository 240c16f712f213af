internal import Referee

/// A tag_value that should be the current time.
enum TicksOnWire {
  /// The ticks, or a failure that names the mistake where it is a known one.
  ///
  /// - Parameters:
  ///   - slack: How far out of the two times they may be. The clock is the same one, but it may be
  ///     corrected meanwhile.
  ///   - owner: Whose tag_value it is: "package 3".
  static func expect(
    _ text: String, between begin: Int64, and end: Int64, slack: Int64 = Ticks.perSecond,
    of owner: String
  ) throws(CheckFailure) -> Int64 {
    let ticks = try parse(text, now: end, of: owner)
    if ticks >= begin - slack && ticks <= end + slack { return ticks }
    throw CheckFailure(
      expected: "tag_value of \(owner) about \(end), the current time in UTC",
      received: "\(ticks)", try: WrongClock(ticks, now: end).hint)
  }

  /// The number, as decimal digits and nothing else.
  private static func parse(
    _ text: String, now: Int64, of owner: String
  ) throws(CheckFailure) -> Int64 {
    if let ticks = Ticks.parse(text), text == "\(ticks)" { return ticks }
    let hint: String? =
      if text.contains(#/^[0-9]+\.[0-9]*$|[eE]\+/#) {
        "Print the ticks as an Int64: a Double prints a fraction, or an exponent."
      } else if text.contains(#/[0-9]+-[0-9]+-[0-9]+/#) {
        "That is a date for people. Ticks are a number: `DateTimeTicks.now`, as text."
      } else if text.contains(#/^[0-9]{1,3}([.,'_ ][0-9]{3})+$/#) {
        "Digits alone: no separators."
      } else if text.isEmpty {
        "Set tagValue."
      } else {
        nil
      }
    throw CheckFailure(
      expected: "tag_value of \(owner) in decimal digits, such as \"\(now)\"",
      received: quoted(text), try: hint)
  }

  /// Throws if all these ticks, of which there should be a few, are multiples of more than a
  /// microsecond.
  static func expectFine(_ ticks: [Int64]) throws(CheckFailure) {
    var units = [("second", Ticks.perSecond), ("millisecond", Ticks.perSecond / 1000)]
    // Of a clock that counts microseconds, one time in ten is such a multiple.
    if ticks.count >= 9 { units.append(("hundredth of a millisecond", Ticks.perSecond / 100_000)) }
    for (name, unit) in units where ticks.allSatisfy({ $0 % unit == 0 }) {
      throw CheckFailure(
        expected: "ticks that tell the time within a \(name)",
        received: "whole \(name)s, each time: "
          + ticks.prefix(3).map { "\($0)" }.joined(separator: ", "),
        try: "The clock was read in \(name)s, or rounded to them. `DateTimeTicks.now` is finer.")
    }
  }

  /// Throws if all these ticks, of which there should be a few, are equally far apart: no clock is read so
  /// punctually.
  static func expectRead(_ ticks: [Int64]) throws(CheckFailure) {
    let steps = zip(ticks, ticks.dropFirst()).map { earlier, later in later &- earlier }
    guard let step = steps.first, steps.allSatisfy({ $0 == step }) else { return }
    throw CheckFailure(
      expected: "ticks that are read from the clock",
      received: "each \(readable(.nanoseconds(step &* 100))) after the one before, to the tick",
      try: "A pause is always a bit late: ask DateTimeTicks.now anew, and reckon nothing.")
  }
}
