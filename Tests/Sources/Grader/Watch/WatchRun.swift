internal import Dispatch
internal import Foundation
internal import Referee

/// Builds and grades at each save.
public struct WatchRun: Sendable {
  public var workbook: Workbook
  public var submission: Submission
  public var transport: Grading.Transport
  public var checks: [Check]
  /// The grader as a command.
  public var executable: String
  public var console: Console

  public init(
    workbook: Workbook, submission: Submission, transport: Grading.Transport, checks: [Check],
    executable: String, console: Console
  ) {
    self.workbook = workbook
    self.submission = submission
    self.transport = transport
    self.checks = checks
    self.executable = executable
    self.console = console
  }

  /// Goes on until it is told to end.
  ///
  /// - Returns: The exit code: 0 for `q`, 130 for Ctrl-C.
  public func run() async -> Int32 {
    let (events, sender) = AsyncStream.makeStream(of: WatchEvent.self)
    let sources = SourceWatch(submission.folder) { sender.yield(.sources($0)) }
    sources.start()
    let store = ProgressStore(workbook: workbook)
    let entry = store.key(of: submission.folder).flatMap { store.read().submissions[$0] }
    let known = Check.all.compactMap { check in
      entry?.verdict(of: check.number).map { (check.number, $0) }
    }
    let model = WatchModel(
      submission.name, checks: Check.all, selection: checks.map(\.number),
      verdicts: Dictionary(uniqueKeysWithValues: known))
    defer { withExtendedLifetime(sources) {} }
    let terminal = WatchTerminal()
    // Whoever is told to end by a signal lets what runs end as by a key: it has builds to end.
    let isOver = DispatchSemaphore(value: 0)
    Interrupts.whenEnded {
      terminal?.giveBack()
      sender.yield(.key(.end))
      _ = isOver.wait(timeout: .now() + 1)
      return nil
    }
    defer {
      terminal?.giveBack()
      isOver.signal()
      Interrupts.whenEnded(nil)
    }
    guard let terminal else {
      signal(SIGPIPE, SIG_IGN)
      let view = WatchLines(console) { sender.yield(.key(.end)) }
      return await WatchLoop(self, model, view, sender).run(events)
    }
    let view = WatchPicture(terminal, console.standing(in: workbook, of: submission).report)
    let listener = terminal.listen(
      key: { sender.yield(.key($0)) }, resized: { sender.yield(.resized) })
    terminal.take()
    defer { listener.cancel() }
    return await WatchLoop(self, model, view, sender).run(events)
  }

  /// What the grader is called with for a job.
  ///
  /// - Parameter tellsEvents: Whether it tells a line of JSON for each event instead of a report.
  func arguments(for job: WatchJob, tellsEvents: Bool) -> [String] {
    var arguments: [String]
    switch job {
    case .grade(let numbers):
      arguments = ["submission", submission.name] + numbers.map { "\($0)" }
      if tellsEvents { arguments.append("--events") }
    case .wire(let call, let byClient):
      arguments = ["wire", call.rawValue, submission.name]
      if byClient { arguments += ["--client", submission.name] }
    }
    arguments += ["--root", workbook.root.path]
    return arguments + (transport == .nio ? ["--nio"] : [])
  }
}
