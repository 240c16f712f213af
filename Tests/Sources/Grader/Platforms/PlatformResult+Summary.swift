internal import Foundation

extension PlatformResult {
  /// Octets that a job's summary may have: 1 MiB.
  private static let longest = 1_000_000

  /// A table of the checks, and the reports of those that are not passed.
  var summary: String {
    let score = Points.text(points)
    var text = "## DataHub: \(score) of \(Points.text(most)) points\n\n"
    if let reason { return Self.short(text + Self.fenced(reason), to: Self.longest) }
    text += "| check | verdict | points |\n|---|---|---|\n"
    for test in tests {
      let mark = test.isPassed ? "✅" : "❌"
      text += "| \(Self.cell(test.name)) | \(mark) \(test.check.verdict.rawValue)"
      text += " | \(Points.text(test.points)) of \(Points.text(test.most)) |\n"
    }
    for test in tests where !test.isPassed {
      let report =
        "\n<details><summary>\(Self.cell(test.name))</summary>\n\n"
        + Self.fenced(test.output(atMost: 16_000)) + "\n</details>\n"
      if text.utf8.count + report.utf8.count > Self.longest - 100 {
        return text + "\nThe other reports are left out, as a summary takes 1 MiB at most.\n"
      }
      text += report
    }
    return text
  }

  /// As a block of code that the text cannot end.
  private static func fenced(_ text: String) -> String {
    var fence = "```"
    while text.contains(fence) { fence += "`" }
    return "\(fence)text\n\(text)\n\(fence)\n"
  }

  private static func cell(_ text: String) -> String {
    text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing("|", with: "\\|")
  }
}
