import Foundation

@testable import Grader

/// A class of four as `Tests/grade class` shows it: what it says of each verdict, which other tests prove
/// that submissions get.
enum ShownClass {
  static func output(of checks: [Check]) -> [String] {
    let line = ClassLine(Ink(isColoured: false))
    let list = ClassList(
      workbook: "", transport: .nghttp2, checks: checks.map(\.number),
      members: students(checks).map { ClassMember(id: $0.submission) })
    let gradings = Dictionary(
      students(checks).map { ($0.submission, $0) }, uniquingKeysWith: { first, _ in first })
    let results = ClassResults(list, gradings, points: Points())
    let text =
      students(checks).map { line.text(of: $0) } + [
        ClassSummary(results, Ink(isColoured: false)).text
      ]
    return text.flatMap {
      $0.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }
  }

  private static func students(_ checks: [Check]) -> [Grading] {
    func student(
      _ id: String, _ outcome: HandedIn.Outcome, _ verdict: Verdict, reason: String? = nil
    ) -> Grading {
      var grading = Grading(
        submission: id, transport: .nghttp2, began: "",
        build: .init(succeeded: outcome == .judged, seconds: 1))
      grading.checks = checks.map { CheckResult($0, verdict, seconds: 1) }
      grading.seconds = outcome == .noSubmission ? 0 : 2
      grading.handedIn = HandedIn(
        id: id, outcome: outcome, reason: reason, workbook: "", judged: "")
      return grading
    }
    var carl = student("carl", .doesNotBuild, .notRun)
    carl.build.errors = ["Sources/DataHub/GUID.swift:39:8: error: expected type"]
    return [
      carl,
      student(
        "dora", .noSubmission, .notRun,
        reason: "there is no Start/Sources and no Sources in it"),
      student("anna", .judged, .passed), student("ben", .judged, .notStarted),
    ]
  }
}
