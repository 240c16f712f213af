import Grader
import Mutation

/// Which checks are played first: those that have found out this mutant before, then those that
/// find out most of its neighbours, then the quickest.
struct CheckOrder {
  private var kills: [String: [String: Int]] = [:]
  private let slots: Slots

  init(_ results: some Sequence<MutantResult>, slots: Slots) {
    self.slots = slots
    for result in results { learn(result, place: String(result.id.prefix { $0 != "/" })) }
  }

  mutating func learn(_ result: MutantResult, of mutant: Mutant) {
    learn(result, place: mutant.place)
  }

  private mutating func learn(_ result: MutantResult, place: String) {
    for check in result.killers { kills[place, default: [:]][check, default: 0] += 1 }
  }

  func sorted(_ checks: [Check], for mutant: Mutant, last: MutantResult?) -> [Check] {
    let killers = Set(last?.killers ?? [])
    let counts = kills[mutant.place] ?? [:]
    func key(_ check: Check) -> (Int, Double, CheckNumber) {
      let number = "\(check.number)"
      // Kills for each second that it takes, and for what it keeps from others meanwhile.
      // One that keeps nothing from them is waited for all the same.
      let places = max(slots.places(for: check.company), 1)
      let seconds = max(check.takes / .seconds(1), 0.1) * Double(places)
      return (
        killers.contains(number) ? 0 : 1, -(Double(counts[number] ?? 0) + 0.5) / seconds,
        check.number
      )
    }
    return checks.sorted { key($0) < key($1) }
  }
}
