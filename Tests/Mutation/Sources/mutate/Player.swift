import Grader
import Mutation

/// Plays checks on mutants until one finds it out, or all of them.
struct Player: Sendable {
  let slots: Slots
  let playsAll: Bool

  /// - Parameter checks: Those that come to what is changed, the likeliest first.
  func play(_ checks: [Check], on programs: BuiltPrograms, rank: Int) async -> (
    checks: [String: Bool], unsteady: [String]
  ) {
    var found: [String: Bool] = [:]
    var unsteady: [String] = []
    for check in checks {
      let result = await slots.play(check, on: programs, rank: rank)
      var isFound = Self.finds(result)
      if result.verdict != .passed && result.verdict != .crashed {
        // What is found out must be found out again: a busy machine proves nothing.
        let second = Self.finds(await slots.play(check, on: programs, rank: rank))
        if second != isFound { unsteady.append("\(check.number)") }
        isFound = isFound && second
      }
      found["\(check.number)"] = isFound
      if isFound && !playsAll { break }
    }
    return (found, unsteady)
  }

  private static func finds(_ result: CheckResult) -> Bool {
    switch result.verdict {
    case .failed, .crashed, .timedOut, .notStarted: true
    case .passed, .notRun, .trouble: false
    }
  }
}
