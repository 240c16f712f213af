/// What is said of a student as soon as the result is there.
struct ClassLine {
  private let ink: Ink

  init(_ ink: Ink) { self.ink = ink }

  /// - Parameter kept: The result before: of the same sources, verdicts that changed are told.
  func text(of grading: Grading, after kept: Grading? = nil) -> String {
    let id = PlainText.harmless(grading.handedIn?.id ?? grading.submission)
    let outcome = grading.handedIn?.outcome ?? .judged
    let reason = grading.handedIn?.reason.map { ": \(firstLine($0))" } ?? ""
    let passed = grading.count(.passed)
    let mark: String
    let words: String
    switch outcome {
    case .judged:
      mark = passed == grading.checks.count ? ink.green("✓") : ink.red("✗")
      words = "\(passed) of \(grading.checks.count) checks passed"
    case .doesNotBuild:
      mark = ink.red("✗")
      words = "does not build: " + (grading.build.errors.first.map(firstLine) ?? "")
    case .noSubmission:
      mark = ink.red("✗")
      words = "no submission\(reason)"
    case .notJudged:
      mark = ink.yellow("?")
      words = "not judged\(reason)"
    }
    let times = ink.dim(
      " (built in \(tenths(grading.build.seconds)) s, checked in "
        + "\(tenths(grading.seconds - grading.build.seconds)) s)")
    let line = "\(mark) \(id): \(words)" + (grading.seconds > 0 ? times : "")
    return ([line] + changes(from: kept, to: grading)).joined(separator: "\n")
  }

  private func tenths(_ seconds: Double) -> Double { (seconds * 10).rounded() / 10 }

  private func firstLine(_ error: String) -> String {
    String(PlainText.harmless(PlainText.firstLine(error)).prefix(160))
  }

  /// Verdicts that changed though the sources did not.
  private func changes(from kept: Grading?, to grading: Grading) -> [String] {
    guard let kept, let sources = kept.handedIn?.sources, sources == grading.handedIn?.sources,
      kept.exitCode != 2, grading.exitCode != 2
    else { return [] }
    return grading.checks.compactMap { result in
      guard let before = kept.checks.first(where: { $0.number == result.number })?.verdict,
        before != result.verdict
      else { return nil }
      return ink.yellow(
        "    \(result.number) was \(before.rawValue) and is \(result.verdict.rawValue),"
          + " of the same sources")
    }
  }
}
