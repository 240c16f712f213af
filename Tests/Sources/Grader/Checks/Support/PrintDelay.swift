internal import Referee

/// How soon a client prints what has come. A busy machine makes some lines late, and not each of them.
struct PrintDelay {
  private var (count, least) = (0, Duration.seconds(60))

  /// Adds the time from before something was sent until its line was there.
  mutating func add(_ delay: Duration) {
    count += 1
    // Who prints from time to time may be about to do so when the first one comes.
    if count > 1 { least = min(least, delay) }
  }

  /// Throws if no line came at once.
  func expectSmall() throws(CheckFailure) {
    guard count > 1 else { return }
    try expect(
      least < Patience.scaled(.milliseconds(150)),
      "a line on stdout as soon as what it tells of has come",
      received: "each of \(count) at least \(readable(least)) later",
      try: "Print in the loop over what comes: nothing collects lines, and no clock prints them.")
  }
}
