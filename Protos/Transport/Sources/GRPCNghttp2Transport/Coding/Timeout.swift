/// The value of `grpc-timeout`: up to eight digits and a unit.
///
/// GRPCCore writes eight digits and a unit, and reads at most seven and a unit, so that it takes
/// its own `59999962u` for no timeout at all. Whatever is sent or handed to it has at most seven.
struct Timeout: Hashable {
  enum Unit: Character {
    case hours = "H"
    case minutes = "M"
    case seconds = "S"
    case milliseconds = "m"
    case microseconds = "u"
    case nanoseconds = "n"
  }

  var amount: Int
  var unit: Unit

  /// Nil for what is not a timeout.
  init?(_ value: String) {
    let digits = value.utf8.dropLast()
    guard let unit = value.last.flatMap(Unit.init), (1...8).contains(digits.count),
      digits.allSatisfy({ UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }),
      let amount = Int(value.dropLast())
    else { return nil }
    self.amount = amount
    self.unit = unit
  }

  /// The same timeout. The longest is 11,000 years.
  var duration: Duration {
    switch unit {
    case .hours: .seconds(3_600 * amount)
    case .minutes: .seconds(60 * amount)
    case .seconds: .seconds(amount)
    case .milliseconds: .milliseconds(amount)
    case .microseconds: .microseconds(amount)
    case .nanoseconds: .nanoseconds(amount)
    }
  }

  /// The same timeout in at most seven digits, or the next longer one that these can say.
  var shortened: String {
    var (amount, unit) = (amount, unit)
    while amount > 9_999_999, let next = unit.next {
      amount = (amount + next.factor - 1) / next.factor
      unit = next.unit
    }
    return "\(min(amount, 9_999_999))\(unit.rawValue)"
  }
}

extension Timeout.Unit {
  /// The next longer unit, and how many of this one make it.
  fileprivate var next: (unit: Self, factor: Int)? {
    switch self {
    case .nanoseconds: (.microseconds, 1_000)
    case .microseconds: (.milliseconds, 1_000)
    case .milliseconds: (.seconds, 1_000)
    case .seconds: (.minutes, 60)
    case .minutes: (.hours, 60)
    case .hours: nil
    }
  }
}
