extension TextReport {
  /// The head of a build that failed; the errors follow.
  func buildFailure(of submission: String) -> String {
    ink.red("✗ \(PlainText.harmless(submission)) does not build; no check was run.") + "\n"
  }

  /// What of the submission is not used: a line each, and no more than five.
  func unused(in grading: Grading) -> [String] {
    let all = grading.build.unused.map { "not used  \($0)" }
    let more = all.count - 5
    let shown = all.prefix(5).flatMap { paragraph("", $0, atMost: 2) }
    return shown + (more > 0 ? ["… and \(more) more that are not used"] : [])
  }

  /// What compilers warn of in the submission's files: a line each, and no more than five.
  func warnings(in grading: Grading) -> [String] {
    let all = grading.build.warnings.map(places.submitted)
    let shown = all.prefix(5).flatMap { line in
      let place = line[..<(line.firstRange(of: " warning: ")?.lowerBound ?? line.startIndex)]
      return paragraph(String(place), String(line[place.endIndex...]), indent: 2, atMost: 3)
    }
    return shown + (all.count > 5 ? ["… and \(all.count - 5) more warnings"] : [])
      + (all.isEmpty ? [] : [""])
  }

  /// How far a run came that was told to end.
  func interruption(of grading: Grading) -> String {
    let (all, open) = (grading.checks.count, grading.count(.notRun))
    return "interrupted: \(all - open) of \(all) checks were run, \(grading.count(.passed)) passed"
  }

  /// An error of the compiler, of which no line takes more than three of a page.
  func short(_ error: String) -> String {
    PlainText.harmless(places.submitted(error), keepingLines: true).split(separator: "\n").map {
      line in
      line.count <= 3 * width ? String(line) : line.prefix(3 * width - 1) + "…"
    }.joined(separator: "\n")
  }

  /// In which order verdicts other than passed are counted.
  private static let order: [Verdict] = [
    .failed, .crashed, .timedOut, .trouble, .notStarted, .notRun,
  ]

  /// How many checks ended in which way: "3 of 4 checks passed, 1 failed, in 2.0 s".
  func counts(of grading: Grading) -> String {
    let total = grading.checks.count
    var parts = ["\(grading.count(.passed)) of \(total) \(total == 1 ? "check" : "checks") passed"]
    for verdict in Self.order where grading.count(verdict) > 0 {
      parts.append("\(grading.count(verdict)) \(verdict.rawValue)")
    }
    let seconds = (grading.seconds * 10).rounded() / 10
    return parts.joined(separator: ", ") + ", in \(seconds) s"
  }

  /// How many checks ended in which way, and what to run again.
  public func summary(of grading: Grading) -> String {
    let isPassed = grading.count(.passed) == grading.checks.count
    let text = counts(of: grading)
    var lines = [isPassed ? ink.green(text) : ink.bold(text)]
    if let seed = grading.seed, Self.order.prefix(4).contains(where: { grading.count($0) > 0 }) {
      lines.append("seed      \(seed)")
    }
    if let again = again(grading) { lines.append("again     \(PlainText.harmless(again))") }
    return lines.joined(separator: "\n")
  }

  /// The command for the checks that are worth running again; failures before what is not started.
  private func again(_ grading: Grading) -> String? {
    let bad = grading.checks.filter {
      ![.passed, .notStarted, .notRun].contains($0.verdict)
    }
    if !bad.isEmpty {
      let numbers = bad.map { "\($0.number)" }.joined(separator: " ")
      return places.command(Command.again(grading.submission, grading.transport, numbers))
    }
    guard let next = grading.checks.first(where: { $0.verdict == .notStarted }) else { return nil }
    let exercise = Exercise.all[next.number.exercise - 1]
    let command = Command.again(grading.submission, grading.transport, "\(exercise.number)")
    let page = places.workbook(exercise.page)
    return "\(places.command(command))  (exercise \(exercise.number): \(page))"
  }
}
