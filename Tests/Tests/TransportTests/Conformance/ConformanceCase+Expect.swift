import Testing

extension ConformanceCase {
  /// Expects that an endpoint reacted as the rule allows, or as it is known to.
  func expect(_ reaction: Reaction, knowing departures: [Departure]) {
    if let departure = departures.first(where: { $0.rule == testDescription }) {
      #expect(reaction == departure.reaction, "known: \(departure.reason)")
      #expect(!allowed.contains(departure.reaction), "this is no departure")
    } else {
      #expect(allowed.contains(reaction), "allowed: \(allowed), but the endpoint: \(reaction)")
    }
  }
}
