/// The causes that were told, so that each is told once.
struct Causes {
  private var told: [Cause: CheckNumber] = [:]

  /// The check whose report tells the cause of this one's; nil if none did, and this one's does now.
  mutating func check(before result: CheckResult) -> CheckNumber? {
    guard let cause = Cause(result) else { return nil }
    if let first = told[cause] ?? told[cause.atFirstStep] { return first }
    told[cause] = result.number
    return nil
  }
}
