public import Foundation

/// The result in the form that continuous-integration servers read: a testsuite an exercise, a
/// testcase a check. Wrong behaviour is a `failure`; a crash, a timeout and trouble are an `error`.
public enum JUnitReport: Report {
  public static let flag = "junit"

  public static func data(of grading: Grading) -> Data { Data(text(of: grading).utf8) }

  static func text(of grading: Grading) -> String {
    var xml = #"<?xml version="1.0" encoding="UTF-8"?>"# + "\n"
    xml += "<testsuites name=\(attribute("DataHub \(grading.submission)"))"
    xml += " \(counts(grading.checks)) time=\"\(grading.seconds)\">\n"
    if !grading.build.succeeded { xml += build(grading) }
    for exercise in Exercise.all {
      let results = grading.checks.filter { $0.number.exercise == exercise.number }
      guard !results.isEmpty else { continue }
      let time = results.map(\.seconds).reduce(0, +)
      xml += "  <testsuite name=\(attribute("\(exercise.number) \(exercise.title)"))"
      xml += " \(counts(results)) timestamp=\(attribute(grading.began)) time=\"\(time)\">\n"
      for result in results { xml += testcase(result) }
      xml += "  </testsuite>\n"
    }
    return xml + "</testsuites>\n"
  }

  private static func build(_ grading: Grading) -> String {
    let errors = grading.build.errors.joined(separator: "\n")
    return """
        <testsuite name="build" tests="1" failures="0" errors="1" skipped="0">
          <testcase name="build" classname="build" time="\(grading.build.seconds)">
            <error message="does not build">\(escaped(errors))</error>
          </testcase>
        </testsuite>

      """
  }

  /// - Parameter place: What the class's name begins with.
  static func testcase(_ result: CheckResult, in place: String = "") -> String {
    var xml = "    <testcase name=\(attribute("\(result.number) \(result.sentence)"))"
    xml += " classname=\(attribute("\(place)exercise\(result.number.exercise)"))"
    xml += " time=\"\(result.seconds)\""
    guard result.verdict != .passed else { return xml + "/>\n" }
    let element =
      switch result.verdict {
      case .crashed, .timedOut, .trouble: "error"
      case .notRun: "skipped"
      default: "failure"
      }
    let message = [result.verdict.rawValue, result.failure?.received].compactMap { $0 }
    xml += ">\n      <\(element) message=\(attribute(message.joined(separator: ": ")))"
    if element != "skipped" { xml += " type=\(attribute(result.verdict.rawValue))" }
    return xml + ">\(escaped(TextReport().text(of: result)))</\(element)>\n    </testcase>\n"
  }

  static func counts(_ results: [CheckResult]) -> String {
    let errors = results.count { [.crashed, .timedOut, .trouble].contains($0.verdict) }
    let skipped = results.count { $0.verdict == .notRun }
    let passed = results.count { $0.verdict == .passed }
    let failures = results.count - errors - skipped - passed
    return "tests=\"\(results.count)\" failures=\"\(failures)\" errors=\"\(errors)\""
      + " skipped=\"\(skipped)\""
  }

  static func attribute(_ text: String) -> String {
    "\"" + escaped(text).replacing("\n", with: "&#10;") + "\""
  }

  /// Text that XML 1.0 can hold: what it has no form for becomes U+FFFD.
  static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "\n": result += "\n"
      case "\t": result += "&#9;"
      case _ where scalar.value < 0x20 || scalar.value == 0xfffe || scalar.value == 0xffff:
        result += "\u{fffd}"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
