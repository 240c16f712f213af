internal import ArgumentParser

extension Duration {
  /// The longest duration that the command line takes: about 31 years.
  private static let longest = Duration.seconds(1_000_000_000)

  /// Reads a duration as the command line writes it: decimal digits, perhaps a fraction, and the
  /// unit `ms` or `s`, as in `1s`, `50ms`, `1.5s`.
  ///
  /// - Throws: A `ValidationError` that says what was expected.
  public init(argument: String) throws {
    let units: [(suffix: String, attoseconds: Int64)] = [
      ("ms", 1_000_000_000_000_000), ("s", 1_000_000_000_000_000_000),
    ]
    guard let unit = units.first(where: { argument.hasSuffix($0.suffix) }),
      let duration = Duration(
        decimal: argument.dropLast(unit.suffix.count), of: unit.attoseconds)
    else {
      throw ValidationError("a duration is written as 1s, 50ms or 1.5s")
    }
    self = duration
  }

  /// `decimal` units of `attoseconds` each, or nil for what is no decimal number, or too large.
  private init?(decimal: Substring, of attoseconds: Int64) {
    let parts = decimal.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count <= 2, parts.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy(Self.isDigit) }),
      let whole = Int64(parts[0]), whole <= Self.longest.components.seconds
    else { return nil }

    var duration = Duration(secondsComponent: 0, attosecondsComponent: attoseconds) * whole
    if parts.count == 2 {
      var step = attoseconds
      for digit in parts[1].utf8 {
        step /= 10
        let tenths = Int64(digit - UInt8(ascii: "0"))
        duration += Duration(secondsComponent: 0, attosecondsComponent: step * tenths)
      }
    }
    guard duration <= Self.longest else { return nil }
    self = duration
  }

  private static func isDigit(_ octet: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(octet)
  }
}
