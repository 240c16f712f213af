/// What went through one call, or all of them.
struct Measured: Sendable {
  var messages = 0
  /// Microseconds from a message to its answer.
  var roundTrips: [Double] = []
  var took = Duration.zero

  mutating func add(roundTrip: Duration) {
    messages += 1
    roundTrips.append(roundTrip / .microseconds(1))
  }

  mutating func add(_ other: Measured) {
    messages += other.messages
    roundTrips += other.roundTrips
  }

  /// Messages a second, and the round trips' median and 99th percentile.
  var json: String {
    let rate = Double(messages) / (took / .seconds(1))
    guard !roundTrips.isEmpty else { return #"{"rate": \#(rate)}"# }
    let sorted = roundTrips.sorted()
    let last = Double(sorted.count - 1)
    let p50 = sorted[Int(0.5 * last)]
    let p99 = sorted[Int(0.99 * last)]
    return #"{"rate": \#(rate), "p50": \#(p50), "p99": \#(p99)}"#
  }
}
