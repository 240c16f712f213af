/// Which checks are being judged, by what a ``Runner`` tells.
struct ChecksUnderWay {
  private var numbers: Set<CheckNumber> = []

  /// Takes an event up, and returns the checks in words: "7.3 7.7".
  mutating func words(after event: GradingEvent) -> String {
    switch event {
    case .judging(let number): numbers.insert(number)
    case .judged(let result): numbers.remove(result.number)
    case .doing, .text: break
    }
    return numbers.sorted().map { "\($0)" }.joined(separator: " ")
  }
}
