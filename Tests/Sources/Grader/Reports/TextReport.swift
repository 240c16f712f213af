/// The report for people: a line for each check, and under each one that is not passed what it takes to
/// understand why.
public struct TextReport: Sendable {
  public var ink: Ink
  /// In columns.
  var width = PlainText.width
  /// What paths begin with, so that they work from where somebody stands.
  var places = Places()

  public init(ink: Ink = Ink(isColoured: false)) { self.ink = ink }

  /// One check: its line, and its failure.
  public func text(of result: CheckResult) -> String { text(of: result, reasonFirst: false) }

  /// - Parameter reasonFirst: Whether frames come last: for a screen that may not hold them.
  func text(of result: CheckResult, reasonFirst: Bool) -> String {
    switch result.verdict {
    case .passed:
      return line("✓", result, ink.green)
    case .notStarted:
      guard let place = result.failure?.place else { return line("○", result, ink.yellow) }
      let stub = paragraph(
        "      " + places.submitted(place), " still throws what the stub threw", indent: 6)
      return ([line("○", result, ink.yellow)] + stub).joined(separator: "\n")
    case .notRun:
      return line("○", result, ink.yellow)
    case .failed, .crashed, .timedOut, .trouble:
      let details = details(of: result, reasonFirst: reasonFirst)
      return ([line("✗", result, ink.red)] + details).joined(separator: "\n")
    }
  }

  /// The same in a line, if another check's report tells the cause.
  func text(of result: CheckResult, as first: CheckNumber?) -> String {
    guard let first else { return text(of: result) }
    if result.verdict == .notStarted { return line("○", result, ink.yellow) }
    return line("✗", result, ink.red, "\(result.verdict.rawValue), as \(first)")
  }

  /// - Parameter words: The verdict, and more of it.
  private func line(
    _ mark: String, _ result: CheckResult, _ paint: (String) -> String, _ words: String? = nil
  ) -> String {
    var lines = paragraph("\(mark) ", "\(result.number) \(result.sentence)", indent: 2)
    let last = lines[lines.count - 1].count
    if result.verdict == .failed, words == nil { return paint(lines.joined(separator: "\n")) }
    lines[0] = paint(mark) + lines[0].dropFirst(mark.count)
    let line = lines.joined(separator: "\n")
    if result.verdict == .passed { return line }
    let verdict = "– \(words ?? result.verdict.rawValue)"
    let fits = last + verdict.count + 1 <= width
    return "\(line)\(fits ? " " : "\n      ")\(paint(verdict))"
  }

  private func details(of result: CheckResult, reasonFirst: Bool) -> [String] {
    guard let failure = result.failure else { return [] }
    var frames = failure.transcript.map { PlainText.harmless($0) }
    if !frames.isEmpty { frames.append("") }
    frames += failure.lastWords.flatMap { paragraph("  | ", $0, atMost: 2) }
    if !failure.lastWords.isEmpty { frames.append("") }
    let requirement = paragraph("  ", result.requirement) + [""]
    let rows = rows(of: failure) + [""]
    return reasonFirst ? rows + requirement + frames : requirement + frames + rows
  }

  private func rows(of failure: CheckResult.Failure) -> [String] {
    var lines = row("expected", failure.expected) + row("received", failure.received)
    lines += row("at", place: failure.place.map(places.submitted)) + row("try", failure.hint)
    lines += row("read", place: places.workbook(failure.read))
    lines += row("whole", place: failure.whole.map(places.workbook))
    return lines + row("again", place: places.command(failure.again))
  }

  /// - Parameter place: A place or a command: to be clicked on or copied, and so never broken.
  private func row(_ name: String, _ text: String? = nil, place: String? = nil) -> [String] {
    if text == nil, place == nil { return [] }
    let label = "  " + name + String(repeating: " ", count: 10 - name.count)
    var lines = paragraph(label + (place ?? ""), text ?? "")
    lines[0] = "  " + ink.bold(name) + lines[0].dropFirst(2 + name.count)
    return lines
  }

  /// See ``PlainText/paragraph(_:_:indent:atMost:width:)``.
  func paragraph(
    _ first: String, _ text: String, indent: Int? = nil, atMost limit: Int = .max
  ) -> [String] {
    PlainText.paragraph(first, text, indent: indent, atMost: limit, width: width)
  }
}
