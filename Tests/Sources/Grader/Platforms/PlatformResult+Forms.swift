internal import Foundation

/// Octets of a test's output: the platforms take 1 MB in all.
private let longestOutput = 8_000

extension PlatformResult {
  /// results.json of Gradescope.
  var gradescope: [String: Any] {
    var object: [String: Any] = [
      "execution_time": Int(grading.seconds.rounded()), "visibility": "visible",
      "stdout_visibility": "hidden",
    ]
    if let reason {
      object["output"] = Self.short(reason, to: longestOutput)
      object["output_format"] = "text"
    }
    object["tests"] = tests.map { test -> [String: Any] in
      [
        "name": test.name, "number": "\(test.check.number)",
        "score": Self.number(test.points), "max_score": Self.number(test.most),
        "status": test.isPassed ? "passed" : "failed",
        "output": test.output(atMost: longestOutput), "output_format": "text",
        "visibility": "visible",
      ]
    }
    return object
  }

  /// result.json of Classroom 50, whose points are integers: all are multiplied by the power of ten
  /// that makes them so.
  func classroom50(_ environment: [String: String]) -> [String: Any] {
    let factor = factor
    func whole(_ points: Decimal) -> Int { NSDecimalNumber(decimal: points * factor).intValue }
    func told(_ name: String) -> String { environment[name] ?? "" }
    return [
      "schema": "classroom50/result/v1", "classroom": told("CLASSROOM"),
      "assignment": told("ASSIGNMENT"), "submission": told("GITHUB_REPOSITORY"),
      "commit": told("GITHUB_SHA"), "release": told("GITHUB_REF_NAME"),
      "review": Self.short(reason ?? "", to: longestOutput),
      "datetime": grading.handedIn?.judged ?? grading.began,
      "score": whole(points ?? 0), "max-score": whole(most),
      "tests": tests.map { test -> [String: Any] in
        [
          "test-name": test.name, "passed": test.isPassed, "score": whole(test.points),
          "max-score": whole(test.most),
        ]
      },
    ]
  }

  private var factor: Decimal {
    var factor: Decimal = 1
    func isWhole(_ points: Decimal) -> Bool {
      let scaled = NSDecimalNumber(decimal: points * factor)
      return Decimal(scaled.intValue) == points * factor
    }
    while factor < 1_000_000, !tests.allSatisfy({ isWhole($0.most) }) { factor *= 10 }
    return factor
  }

  /// What the actions of GitHub Classroom hand on, before it is encoded.
  var github: [String: Any] {
    let status = points == nil ? "error" : tests.allSatisfy(\.isPassed) ? "pass" : "fail"
    return [
      "version": 1, "status": status, "max_score": Self.number(most),
      "tests": tests.map { test -> [String: Any] in
        [
          "name": test.name, "status": word(for: test), "score": Self.number(test.points),
          "message": test.output(atMost: 2_000),
        ]
      },
    ]
  }

  /// results.json of PrairieLearn.
  var prairielearn: [String: Any] {
    guard let points else {
      return ["gradable": false, "message": Self.short(reason ?? "", to: longestOutput)]
    }
    let share = most == 0 ? 0 : NSDecimalNumber(decimal: points / most).doubleValue
    return [
      "gradable": true, "score": share, "message": Self.short(reason ?? "", to: longestOutput),
      "tests": tests.map { test -> [String: Any] in
        [
          "name": test.name, "description": test.check.requirement,
          "points": Self.number(test.points), "max_points": Self.number(test.most),
          "message": test.check.verdict.rawValue, "output": test.output(atMost: longestOutput),
        ]
      },
    ]
  }

  /// results.json of an Exercism test runner, version 3.
  var exercism: [String: Any] {
    if let reason {
      return ["version": 3, "status": "error", "message": Self.short(reason, to: 60_000)]
    }
    return [
      "version": 3, "status": tests.allSatisfy(\.isPassed) ? "pass" : "fail",
      "tests": tests.map { test -> [String: Any] in
        var object: [String: Any] = [
          "name": test.name, "status": word(for: test), "test_code": test.check.requirement,
          "task_id": test.check.number.exercise,
        ]
        if !test.isPassed {
          object["message"] = test.output(atMost: longestOutput)
          let said = test.check.failure?.lastWords.joined(separator: "\n") ?? ""
          if !said.isEmpty { object["output"] = String(said.suffix(500)) }
        }
        return object
      },
    ]
  }

  /// The last line for Autolab: a score an exercise.
  var autolab: [String: Any] {
    let exercises = Dictionary(grouping: tests) { "Exercise \($0.check.number.exercise)" }
    return [
      "scores": exercises.mapValues { tests in
        Self.number(tests.reduce(0) { $0 + $1.points })
      }
    ]
  }

  private func word(for test: Test) -> String {
    switch test.check.verdict {
    case .passed: "pass"
    case .crashed, .timedOut, .trouble, .notRun: "error"
    case .failed, .notStarted: "fail"
    }
  }
}
