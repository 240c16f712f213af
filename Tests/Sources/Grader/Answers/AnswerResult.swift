/// What became of an answer.
struct AnswerResult: Sendable {
  /// How the grader went wrong, from bad to worse.
  enum Fault: String, Sendable {
    case none = "as named"
    case reportDiffers = "report differs"
    case wrongVerdict = "wrong verdict"
    case falseFailure = "FALSE FAILURE"
    case falsePass = "FALSE PASS"
  }

  var fault: Fault
  /// What happened, in a few words.
  var outcome: String
  /// What helps to understand a fault.
  var details: [String] = []
}

extension Answer {
  /// Judges the grader's verdicts on this answer.
  func judge(_ results: [CheckResult]) -> AnswerResult {
    let report = TextReport()
    func bad(_ fault: AnswerResult.Fault, _ results: [CheckResult]) -> AnswerResult {
      AnswerResult(
        fault: fault, outcome: Self.words(results), details: results.map { report.text(of: $0) })
    }
    let troubled = results.filter { $0.verdict == .trouble }
    if !troubled.isEmpty { return bad(.wrongVerdict, troubled) }
    let named = results.filter { checks.contains($0.number) || checks.isEmpty }
    let harmed = results.filter { passes.contains($0.number.exercise) && $0.verdict != .passed }
    if !harmed.isEmpty { return bad(.falseFailure, harmed) }

    switch expectation {
    case .passes:
      let failed = results.filter { $0.verdict != .passed }
      if !failed.isEmpty { return bad(.falseFailure, failed) }
      return AnswerResult(fault: .none, outcome: "all \(results.count) passed")
    case .neverPasses:
      let passed = named.filter { $0.verdict == .passed }
      if !passed.isEmpty { return bad(.falsePass, passed) }
      return AnswerResult(fault: .none, outcome: "none of \(named.count) passed")
    case .doesNotBuild:
      return AnswerResult(fault: .falsePass, outcome: "it builds")
    case .fails, .crashes, .timesOut:
      let passed = named.filter { $0.verdict == .passed }
      if !passed.isEmpty { return bad(.falsePass, passed) }
      let other = named.filter { !isExpected($0.verdict) }
      if !other.isEmpty { return bad(.wrongVerdict, other) }
      return AnswerResult(fault: .none, outcome: Self.words(named))
    }
  }

  /// Judges a build that failed.
  func judge(buildErrors: [String]) -> AnswerResult {
    let hasPlace = buildErrors.contains { $0.contains(#/^Sources/[^:]+:[0-9]+:[0-9]+: error: /#) }
    if expectation == .doesNotBuild, hasPlace {
      return AnswerResult(fault: .none, outcome: "compiler's errors: \(buildErrors.count)")
    }
    return AnswerResult(
      fault: expectation == .passes ? .falseFailure : .wrongVerdict, outcome: "does not build",
      details: buildErrors)
  }

  private func isExpected(_ verdict: Verdict) -> Bool {
    switch expectation {
    case .crashes: verdict == .crashed
    case .timesOut: verdict == .timedOut
    default: verdict == .failed || verdict == .timedOut
    }
  }

  private static func words(_ results: [CheckResult]) -> String {
    let shown = results.prefix(6).map { "\($0.number) \($0.verdict.rawValue)" }
    return (shown + (results.count > 6 ? ["…"] : [])).joined(separator: ", ")
  }
}
