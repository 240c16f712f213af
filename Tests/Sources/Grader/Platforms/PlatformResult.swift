internal import Foundation

/// A result as all platforms have it: a test for each check, with points.
struct PlatformResult {
  struct Test {
    var check: CheckResult
    var points: Decimal
    var most: Decimal

    /// "1.1 the first package arrives at once"
    var name: String { "\(check.number) \(check.sentence)" }
    var isPassed: Bool { check.verdict == .passed }

    /// What the student is told; empty if it is passed.
    func output(atMost limit: Int) -> String {
      isPassed ? "" : PlatformResult.short(TextReport().text(of: check), to: limit)
    }
  }

  let grading: Grading
  let tests: [Test]
  /// nil if it was not judged.
  let points: Decimal?
  let most: Decimal

  init(_ grading: Grading, _ points: Points) {
    let numbers = grading.checks.map(\.number)
    let score = points.score(of: grading, in: numbers)
    self.grading = grading
    self.points = score
    most = points.most(numbers)
    tests = grading.checks.map { check in
      let worth = points.worth(of: check.number)
      let isPassed = check.verdict == .passed && score != nil
      return Test(check: check, points: isPassed ? worth : 0, most: worth)
    }
  }

  /// Why there is nothing to show but this; nil if there are checks to show.
  var reason: String? {
    let said = grading.handedIn?.reason ?? grading.trouble?.what ?? ""
    if points == nil {
      return "Not judged, which is not your fault and no result: \(said)\nAsk for another run."
    }
    if let outcome = grading.handedIn?.outcome, outcome == .noSubmission {
      return "There is nothing to judge: \(said)"
    }
    if grading.build.succeeded { return nil }
    return "It does not build, and no check was run.\n"
      + grading.build.errors.prefix(10).joined(separator: "\n")
  }

  /// At most so many octets, which are what platforms count.
  static func short(_ text: String, to limit: Int) -> String {
    if text.utf8.count <= limit { return text }
    var short = String(decoding: text.utf8.prefix(limit - 4), as: UTF8.self)
    while short.unicodeScalars.last == "\u{fffd}" { short.unicodeScalars.removeLast() }
    return short + "…"
  }

  static func number(_ points: Decimal) -> NSNumber { NSDecimalNumber(decimal: points) }
}
