/// What `result.mustache` shows of a result, by the names that it uses.
struct ResultPage {
  struct Section {
    var number: Int
    var title: String
    var checks: [CheckSection]
    var passed: Int
    var total: Int
  }

  var title: String
  var summary: String
  var facts: String
  var trouble: Trouble?
  var errors: [String]
  /// Warnings, and what is not used.
  var remarks: [String]
  var exercises: [Section]
  let pictureStyle = SVG.style

  init(_ grading: Grading, _ finished: FinishedCalls) {
    title = "DataHub: \(PlainText.harmless(grading.submission))"
    summary = TextReport().counts(of: grading)
    let seed = grading.seed.map { ", seed \($0)" } ?? ""
    let transport = grading.transport == .nio ? ", on the official transport" : ""
    facts = PlainText.harmless("graded \(grading.began)\(transport)\(seed)")
    trouble = grading.trouble.map {
      Trouble(
        PlainText.harmless($0.what, keepingLines: true),
        advice: PlainText.harmless($0.advice, keepingLines: true))
    }
    errors = grading.build.errors.map { PlainText.harmless($0, keepingLines: true) }
    remarks =
      grading.build.warnings.map { PlainText.harmless($0) }
      + grading.build.unused.map { "not used: \(PlainText.harmless($0))" }
    var causes = Causes()
    let checks = grading.checks.map { result in
      CheckSection(result, as: causes.check(before: result), finished)
    }
    exercises = Exercise.all.compactMap { exercise in
      let own = checks.filter { $0.exercise == exercise.number }
      if own.isEmpty { return nil }
      return Section(
        number: exercise.number, title: exercise.title, checks: own,
        passed: own.count { $0.verdict == Verdict.passed.rawValue }, total: own.count)
    }
  }
}
