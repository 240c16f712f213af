extension TextReport {
  /// The head of a build that failed; the errors follow.
  func buildFailure(of submission: String) -> String {
    ink.red("✗ \(PlainText.harmless(submission)) does not build; no check was run.") + "\n"
  }

  /// What of the submission is not used: a line each, and no more than five.
  func unused(in grading: Grading) -> [String] {
    let all = grading.build.unused.map { "not used  \($0)" }
    let more = all.count - 5
    let shown = all.prefix(5).flatMap { PlainText.paragraph("", $0, atMost: 2) }
    return shown + (more > 0 ? ["… and \(more) more that are not used"] : [])
  }

  /// How far a run came that was told to end.
  func interruption(of grading: Grading) -> String {
    let (all, open) = (grading.checks.count, grading.count(.notRun))
    return "interrupted: \(all - open) of \(all) checks were run, \(grading.count(.passed)) passed"
  }

  /// An error of the compiler, of which no line takes more than three of a page.
  func short(_ error: String) -> String {
    PlainText.harmless(error, keepingLines: true).split(separator: "\n").map { line in
      line.count <= 3 * PlainText.width ? String(line) : line.prefix(3 * PlainText.width - 1) + "…"
    }.joined(separator: "\n")
  }

  /// How many checks ended in which way, and what to run again.
  public func summary(of grading: Grading) -> String {
    let order: [Verdict] = [.failed, .crashed, .timedOut, .trouble, .notStarted, .notRun]
    let total = grading.checks.count
    let passed = grading.count(.passed)
    var parts = ["\(passed) of \(total) \(total == 1 ? "check" : "checks") passed"]
    for verdict in order where grading.count(verdict) > 0 {
      parts.append("\(grading.count(verdict)) \(verdict.rawValue)")
    }
    let seconds = (grading.seconds * 10).rounded() / 10
    let text = parts.joined(separator: ", ") + ", in \(seconds) s"
    var lines = [passed == total ? ink.green(text) : ink.bold(text)]
    if let seed = grading.seed, order.prefix(4).contains(where: { grading.count($0) > 0 }) {
      lines.append("seed      \(seed)")
    }
    if let again = again(grading) { lines += PlainText.paragraph("again     ", again) }
    return lines.joined(separator: "\n")
  }

  /// The command for the checks that are worth running again; failures before what is not started.
  private func again(_ grading: Grading) -> String? {
    let bad = grading.checks.filter {
      ![.passed, .notStarted, .notRun].contains($0.verdict)
    }
    if !bad.isEmpty {
      let numbers = bad.map { "\($0.number)" }.joined(separator: " ")
      return Command.again(grading.submission, grading.transport, numbers)
    }
    guard let next = grading.checks.first(where: { $0.verdict == .notStarted }) else { return nil }
    let exercise = Exercise.all[next.number.exercise - 1]
    let command = Command.again(grading.submission, grading.transport, "\(exercise.number)")
    return "\(command)  (exercise \(exercise.number): \(exercise.page))"
  }
}
