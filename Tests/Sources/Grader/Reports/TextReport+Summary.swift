extension TextReport {
  /// A build that failed: the compiler's errors, or that there are none.
  public func buildFailure(of grading: Grading) -> String {
    let errors = grading.build.errors.prefix(10).map {
      PlainText.harmless($0, keepingLines: true)
    }
    let more = grading.build.errors.count - errors.count
    return
      ([ink.red("✗ \(grading.submission) does not build; no check was run."), ""] + errors
      + (more > 0 ? ["… and \(more) more errors"] : [])).joined(separator: "\n")
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
