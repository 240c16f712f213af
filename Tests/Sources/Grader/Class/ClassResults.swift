internal import Foundation

/// The results of a class: what every report on it is made from.
struct ClassResults: Sendable {
  struct Row: Sendable {
    var member: ClassMember
    /// nil if nothing was judged yet.
    var grading: Grading?
    /// nil if it was not judged.
    var points: Decimal?
    /// What is to be known of it, as that its methods are another's.
    var facts: [String] = []

    /// The word for what became of it.
    var outcome: HandedIn.Outcome { grading?.handedIn?.outcome ?? .notJudged }

    /// Why it was not judged, or does not build, in a line.
    var reason: String {
      PlainText.firstLine(grading?.handedIn?.reason ?? grading?.build.errors.first ?? "")
    }

    /// What was not run of those who were not judged is not judged.
    func verdict(of check: CheckNumber) -> Verdict {
      let verdict = grading?.checks.first { $0.number == check }?.verdict ?? .notRun
      return verdict == .notRun && outcome == .notJudged ? .trouble : verdict
    }
  }

  let list: ClassList
  let points: Points
  /// By id.
  private(set) var rows: [Row]

  /// - Parameter gradings: By id.
  init(_ list: ClassList, _ gradings: [String: Grading], points: Points) {
    self.list = list
    self.points = points
    let likenesses = Likenesses(gradings.compactMapValues(\.handedIn))
    rows = list.members.filter { list.shard?.holds($0.id) ?? true }.sorted { $0.id < $1.id }.map {
      let grading = gradings[$0.id]
      return Row(
        member: $0, grading: grading,
        points: grading.flatMap { points.score(of: $0, in: list.checks) },
        facts: likenesses.facts(of: $0.id))
    }
  }

  var most: Decimal { points.most(list.checks) }

  /// Those who were not judged.
  var open: [Row] { rows.filter { $0.outcome == .notJudged } }

  var exercises: [Int] { Set(list.checks.map(\.exercise)).sorted() }
}
