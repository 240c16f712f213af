import HTTP2
import Testing

extension ConformanceCase {
  /// What the endpoint may do, or what it is known to do in place of that.
  func reactions(knowing departures: [Departure]) -> Set<Reaction> {
    let reactions = departure(among: departures).map { [$0.reaction] } ?? allowed
    guard Departure.spreads else { return reactions }
    return reactions.reduce(into: reactions) { reactions, reaction in
      if case .streamError(let code) = reaction { reactions.insert(.connectionError(code)) }
    }
  }

  /// Whether `seen` has all that has to be waited for, apart from the end of the connection.
  func isAnswered(by seen: [RawFrame], _ reactions: Set<Reaction>) -> Bool {
    let hasEnded = seen.contains {
      $0.stream == stream && ($0.endsStream || $0.type == .rstStream)
    }
    return (hasEnded || !reactions.contains(.served)) && answers.allSatisfy(seen.contains)
  }

  /// Expects that an endpoint reacted as the rule allows, or as it is known to.
  func expect(_ reaction: Reaction, knowing departures: [Departure]) {
    let reactions = reactions(knowing: departures)
    #expect(reactions.contains(reaction), "permitted: \(reactions), but the endpoint: \(reaction)")
    if let departure = departure(among: departures) {
      #expect(!allowed.contains(departure.reaction), "no departure: \(departure.reason)")
    }
  }

  private func departure(among departures: [Departure]) -> Departure? {
    departures.first { $0.rule == testDescription }
  }
}
