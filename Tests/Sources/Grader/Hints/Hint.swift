/// One of the folded hints of an exercise's page.
struct Hint: Hashable, Sendable {
  /// "the shape of it".
  var title: String
  /// The step of the page that it stands in.
  var step: Int
  /// The checks that its heading names; none for those of its step.
  var checks: Set<CheckNumber>
  /// In Markdown.
  var lines: [String]

  /// Whether it is one for the check.
  func isFor(_ check: Check) -> Bool {
    checks.isEmpty ? step == check.step : checks.contains(check.number)
  }
}
