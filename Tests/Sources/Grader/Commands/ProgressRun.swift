internal import Foundation

/// Shows how far a submission is in all exercises, by what the grader has seen of it so far.
public struct ProgressRun: Sendable {
  public var workbook: Workbook
  /// Without one: the latest that was graded.
  public var submission: Submission?
  public var console: Console

  public init(workbook: Workbook, submission: Submission?, console: Console) {
    self.workbook = workbook
    self.submission = submission
    self.console = console.standing(in: workbook, of: submission)
  }

  public func run() {
    let store = ProgressStore(workbook: workbook)
    let key = submission.map { store.key(of: $0.folder) } ?? store.latest?.key ?? "Start"
    let entry = key.flatMap { store.read().submissions[$0] }
    let name = submission?.name ?? key ?? "Start"
    console.print(console.report.progress(entry, of: PlainText.harmless(name), checks: Check.all))
  }
}
