/// What is said of a class at the end.
struct ClassSummary {
  private let results: ClassResults
  private let ink: Ink

  init(_ results: ClassResults, _ ink: Ink) {
    self.results = results
    self.ink = ink
  }

  var text: String {
    var lines = [""]
    let open = results.open
    for row in open {
      let reason = row.reason.isEmpty ? "its turn did not come" : row.reason
      lines.append(ink.yellow("not judged  ") + PlainText.harmless("\(row.member.id): \(reason)"))
    }
    lines.append(ink.bold(counts))
    return lines.joined(separator: "\n")
  }

  var interruption: String {
    "\ninterrupted: \(counts)\nRun the same command again: it goes on with those who are left."
  }

  /// `40 students: 37 judged, 1 does not build, 2 no submission`.
  var counts: String {
    let order: [HandedIn.Outcome] = [.judged, .doesNotBuild, .noSubmission, .notJudged]
    let parts = order.compactMap { outcome in
      let count = results.rows.count { $0.outcome == outcome }
      return count == 0 ? nil : "\(count) \(outcome.rawValue)"
    }
    let count = results.rows.count
    return "\(count) \(count == 1 ? "student" : "students")"
      + (parts.isEmpty ? "" : ": \(parts.joined(separator: ", "))")
  }
}
