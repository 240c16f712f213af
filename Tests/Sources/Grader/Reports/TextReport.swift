/// The report for people: 80 columns, a line for each check, and under each one that is not passed
/// what it takes to understand why.
public struct TextReport: Sendable {
  public var ink: Ink

  public init(ink: Ink = Ink(isColoured: false)) { self.ink = ink }

  /// One check: its line, and its failure.
  public func text(of result: CheckResult) -> String {
    switch result.verdict {
    case .passed:
      return line("✓", result, ink.green)
    case .notStarted, .notRun:
      return line("○", result, ink.yellow)
    case .failed, .crashed, .timedOut, .trouble:
      return ([line("✗", result, ink.red)] + details(of: result)).joined(separator: "\n")
    }
  }

  private func line(
    _ mark: String, _ result: CheckResult, _ paint: (String) -> String
  ) -> String {
    let line = "\(result.number) \(result.sentence)"
    switch result.verdict {
    case .passed: return "\(paint(mark)) \(line)"
    case .failed: return paint("\(mark) \(line)")
    default:
      let verdict = "– \(result.verdict.rawValue)"
      let fits = mark.count + line.count + verdict.count + 2 <= PlainText.width
      return "\(paint(mark)) \(line)\(fits ? " " : "\n      ")\(paint(verdict))"
    }
  }

  private func details(of result: CheckResult) -> [String] {
    guard let failure = result.failure else { return [] }
    var lines = PlainText.paragraph("  ", result.requirement)
    lines.append("")
    lines += failure.transcript.map { PlainText.harmless($0) }
    if !failure.transcript.isEmpty { lines.append("") }
    lines += failure.lastWords.flatMap { PlainText.paragraph("  | ", $0, atMost: 2) }
    if !failure.lastWords.isEmpty { lines.append("") }
    for (name, text) in [
      ("expected", failure.expected), ("received", failure.received), ("at", failure.place),
      ("try", failure.hint),
      ("read", failure.read), ("again", failure.again),
    ] {
      guard let text else { continue }
      let label = "  " + name + String(repeating: " ", count: 10 - name.count)
      var paragraph = PlainText.paragraph(label, text)
      paragraph[0] = "  " + ink.bold(name) + paragraph[0].dropFirst(2 + name.count)
      lines += paragraph
    }
    return lines + [""]
  }
}
