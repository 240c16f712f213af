import Foundation
import TestSupport
import Testing

@testable import Grader

/// The one result, in the forms of all platforms.
@Suite struct PlatformFormTests {
  static let checks = [
    Samples.check("1.1"), Samples.check("1.2"), Samples.check("2.1"), Samples.check("2.2"),
  ]

  static func grading(_ outcome: HandedIn.Outcome = .judged) -> Grading {
    var grading = Samples.grading([
      CheckResult(checks[0], .passed, seconds: 1), Samples.failed("1.2"),
      Samples.failed("2.1", verdict: .crashed), CheckResult(checks[3], .passed, seconds: 1),
    ])
    grading.handedIn = HandedIn(
      id: "anna", outcome: outcome, reason: outcome == .judged ? nil : "It rains.", workbook: "",
      judged: "2026-01-02T03:04:05Z")
    if outcome != .judged {
      grading.build.succeeded = false
      grading.checks = checks.map { CheckResult($0, .notRun, seconds: 0) }
    }
    return grading
  }

  static func points() throws -> Points {
    try Points("check,points\n1,0.5\n2.1,2\n2.2,1.25\n", of: "points.csv", checks: checks)
  }

  static func object(_ form: PlatformForm, _ grading: Grading) throws -> [String: Any] {
    var data = try form.data(of: grading, points: points(), environment: ["GITHUB_SHA": "abc"])
    if form == .github { data = try #require(Data(base64Encoded: data)) }
    return try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
  }

  private func tests(_ object: [String: Any]) throws -> [[String: Any]] {
    try #require(object["tests"] as? [[String: Any]])
  }

  private func double(_ any: Any?) -> Double? { (any as? NSNumber)?.doubleValue }

  @Test func `Names, points and verdicts are equal in all of them`() throws {
    let grading = Self.grading()
    let names = [
      "1.1 it is so", "1.2 the first package arrives at once",
      "2.1 the first package arrives at once", "2.2 it is so",
    ]
    let (points, most, passed) = (
      [0.5, 0, 0, 1.25], [0.5, 0.5, 2, 1.25], [true, false, false, true]
    )
    let gradescope = try tests(Self.object(.gradescope, grading))
    #expect(gradescope.map { $0["name"] as? String } == names)
    #expect(gradescope.map { double($0["score"]) } == points)
    #expect(gradescope.map { double($0["max_score"]) } == most)
    #expect(gradescope.map { $0["status"] as? String == "passed" } == passed)

    // Integers: all of them a hundredfold.
    let classroom = try Self.object(.classroom50, grading)
    #expect(classroom["schema"] as? String == "classroom50/result/v1")
    #expect(classroom["commit"] as? String == "abc")
    #expect(classroom["score"] as? Int == 175 && classroom["max-score"] as? Int == 425)
    let fifty = try tests(classroom)
    #expect(fifty.map { $0["test-name"] as? String } == names)
    #expect(fifty.map { ($0["score"] as? Int).map { Double($0) / 100 } } == points)
    #expect(fifty.map { ($0["max-score"] as? Int).map { Double($0) / 100 } } == most)
    #expect(fifty.map { $0["passed"] as? Bool } == passed)

    let github = try Self.object(.github, grading)
    #expect(github["version"] as? Int == 1 && github["status"] as? String == "fail")
    #expect(double(github["max_score"]) == 4.25)
    #expect(try tests(github).map { $0["name"] as? String } == names)
    #expect(try tests(github).map { double($0["score"]) } == points)
    #expect(
      try tests(github).map { $0["status"] as? String } == ["pass", "fail", "error", "pass"])

    let prairie = try Self.object(.prairielearn, grading)
    #expect(prairie["gradable"] as? Bool == true)
    #expect(abs(try #require(double(prairie["score"])) - 1.75 / 4.25) < 1e-9)
    #expect(try tests(prairie).map { $0["name"] as? String } == names)
    #expect(try tests(prairie).map { double($0["points"]) } == points)
    #expect(try tests(prairie).map { double($0["max_points"]) } == most)

    let exercism = try Self.object(.exercism, grading)
    #expect(exercism["version"] as? Int == 3 && exercism["status"] as? String == "fail")
    #expect(try tests(exercism).map { $0["name"] as? String } == names)
    #expect(try tests(exercism).map { $0["task_id"] as? Int } == [1, 1, 2, 2])
    #expect(
      try tests(exercism).map { $0["status"] as? String } == ["pass", "fail", "error", "pass"])

    let scores = try #require(Self.object(.autolab, grading)["scores"] as? [String: Any])
    #expect(double(scores["Exercise 1"]) == 0.5 && double(scores["Exercise 2"]) == 1.25)

    let summary = String(
      decoding: try PlatformForm.summary.data(of: grading, points: Self.points()), as: UTF8.self)
    #expect(summary.contains("1.75 of 4.25 points"))
    for name in names { #expect(summary.contains(name)) }
  }

  @Test(arguments: [HandedIn.Outcome.notJudged, .doesNotBuild, .noSubmission])
  func `Whatever has no verdicts has no points in any of them, and says why`(
    outcome: HandedIn.Outcome
  ) throws {
    let grading = Self.grading(outcome)
    let isJudged = outcome != .notJudged
    for form in PlatformForm.allCases where form != .summary {
      let object = try Self.object(form, grading)
      for test in object["tests"] as? [[String: Any]] ?? [] {
        #expect((double(test["score"]) ?? double(test["points"]) ?? 0) == 0, "\(form)")
      }
    }
    #expect(try Self.object(.prairielearn, grading)["gradable"] as? Bool == isJudged)
    #expect(try Self.object(.exercism, grading)["status"] as? String == "error")
    let words = try #require(try Self.object(.gradescope, grading)["output"] as? String)
    #expect(words.contains("Not judged") == !isJudged)
    #expect(try Self.object(.github, grading)["status"] as? String == (isJudged ? "fail" : "error"))
  }

  @Test func `A student's output keeps to the platforms' sizes, and breaks no form`() throws {
    var grading = Self.grading()
    grading.checks = (1...70).map { place in
      var result = Samples.failed(CheckNumber(1, place), received: Samples.hostile)
      let line = String(repeating: "```\u{20}é|<script>", count: 60)
      result.failure?.transcript = Array(repeating: line, count: 20)
      result.failure?.lastWords = Array(repeating: "é", count: 900)
      return result
    }
    for form in [PlatformForm.gradescope, .github, .summary] {
      let data = try form.data(of: grading, points: Points())
      #expect(data.count < 1 << 20, "\(form)")
      if form != .summary { _ = try Self.object(form, grading) }
    }
    for test in try tests(Self.object(.exercism, grading)) {
      #expect((test["output"] as? String ?? "").count <= 500)
    }
    let summary = String(
      decoding: try PlatformForm.summary.data(of: grading, points: Points()), as: UTF8.self)
    #expect(summary.contains("````text"))
  }
}
