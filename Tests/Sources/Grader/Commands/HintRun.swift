internal import Foundation

/// Shows the next hint for a check, or all of them, as the exercise's page has them.
public struct HintRun: Sendable {
  public var workbook: Workbook
  /// The first of these that the latest graded submission does not pass is the one that is asked
  /// about; the first of all if it passes each of them.
  public var checks: [Check]
  public var showsAll: Bool
  public var console: Console

  public init(workbook: Workbook, checks: [Check], showsAll: Bool, console: Console) {
    self.workbook = workbook
    self.checks = checks
    self.showsAll = showsAll
    self.console = console.standing(in: workbook)
  }

  /// - Throws: ``Trouble`` if the page cannot be read.
  public func run() throws {
    let entry = ProgressStore(workbook: workbook).latest?.entry
    let open = checks.first { entry?.verdict(of: $0.number) != .passed }
    guard let check = open ?? (checks.count < Check.all.count ? checks.first : nil) else {
      for line in console.report.finished(submission) { console.print(line) }
      return
    }
    console.print(try text(for: check))
  }

  private var submission: String { ProgressStore(workbook: workbook).latest?.key ?? "Start" }

  /// The next level, or all of them, with what is left to ask for.
  func text(for check: Check) throws -> String {
    let report = console.report
    let ink = report.ink
    let page = try HintPage(of: Exercise.all[check.number.exercise - 1], in: workbook)
    let levels = HintLevels(workbook: workbook)
    let hints = page.hints(for: check)
    let next = min(levels.shown(of: check.number) + 1, max(1, hints.count))
    if !hints.isEmpty { levels.keep(showsAll ? hints.count : next, of: check.number) }
    var lines = [ink.bold("\(check.number) \(check.sentence)"), ""]
    if let point = page.points[check.number], showsAll || next == 1 || hints.isEmpty {
      lines += Markdown.plain(point, width: report.width) + [""]
    }
    for (index, hint) in hints.enumerated() where showsAll || index == next - 1 {
      lines.append(ink.bold("hint \(index + 1) of \(hints.count): \(hint.title)"))
      lines += [""] + Markdown.plain(hint.lines, width: report.width) + [""]
    }
    if hints.isEmpty {
      lines.append("The page has no hint for it beyond this.")
    }
    let isLast = showsAll || next >= hints.count
    lines.append("read      " + report.places.workbook(check.read))
    if isLast {
      lines.append(
        "finished  \(report.places.workbook("End/Sources")) has the finished programs.")
    } else {
      lines.append("next      " + report.places.command("Tests/grade hint \(check.number)"))
    }
    return lines.joined(separator: "\n")
  }
}
