internal import Foundation

/// The main job: builds a submission, plays its checks, and reports as it goes.
public struct GradingRun: Sendable {
  public var workbook: Workbook
  public var submission: Submission
  public var transport: Grading.Transport
  public var checks: [Check]
  public var jobs: Int
  public var buildLimit = Builder.usualLimit
  public var seed: UInt64
  public var console: Console
  /// Is told each check when it begins, and each result when it is there, which is then not printed.
  public var observer: (@Sendable (GradingEvent) -> Void)?

  public init(
    workbook: Workbook, submission: Submission, transport: Grading.Transport = .nghttp2,
    checks: [Check], jobs: Int = 8, seed: UInt64 = SeededRandom.newSeed(), console: Console
  ) {
    self.workbook = workbook
    self.submission = submission
    self.transport = transport
    self.checks = checks
    self.jobs = jobs
    self.seed = seed
    self.console = console.standing(in: workbook, of: submission)
  }

  /// Grades. Trouble of the grader is part of the result.
  public func run() async -> Grading {
    let clock = ContinuousClock()
    let start = clock.now
    var grading = Grading(
      submission: submission.name, transport: transport,
      began: Date().formatted(.iso8601), build: .init(succeeded: false, seconds: 0))
    let progress = GradingProgress(checks, console, prints: observer == nil)
    let store = ProgressStore(workbook: workbook)
    let folder = submission.folder
    let errors = ErrorDisplay(submission.name, console)
    Interrupts.whenEnded { [grading] in
      let (grading, word) = progress.interrupt(grading)
      _ = store.record(grading, of: folder)
      return word
    }
    defer { Interrupts.whenEnded(nil) }
    var change: ProgressChange?
    do {
      (grading, change) = try await Workshop.use(workbook, console) { [grading] workshop in
        let grading = try await grade(in: workshop, grading, progress, errors)
        return (grading, store.record(grading, of: folder))
      }
    } catch {
      grading.trouble = Trouble(error)
    }
    await Interrupts.letEnd()
    grading.seconds = ((clock.now - start) / .milliseconds(1)).rounded() / 1000
    finish(grading, errors, change)
    return grading
  }

  private func grade(
    in workshop: Workshop, _ begun: Grading, _ progress: GradingProgress, _ errors: ErrorDisplay
  ) async throws -> Grading {
    let clock = ContinuousClock()
    let start = clock.now
    var grading = begun
    let handedIn = try submission.sources(manifest: Data(contentsOf: workbook.manifest))
    grading.build.unused = handedIn.unused.map { PlainText.harmless($0) }
    for line in console.report.unused(in: grading) { console.print(line) }
    let outcome = try await workshop.build(
      submission.name, from: handedIn.tree, transport, limit: buildLimit,
      error: errors.tell)
    grading.build.seconds = ((clock.now - start) / .milliseconds(1)).rounded() / 1000
    switch outcome {
    case .failed(let errors):
      grading.build.errors = errors.map { PlainText.harmless($0, keepingLines: true) }
      grading.checks = checks.map { CheckResult($0, .notRun, seconds: 0) }
    case .built(let programs):
      grading.build.succeeded = true
      grading.seed = seed
      let (name, transport) = (submission.name, transport)
      grading.build.warnings = programs.warnings.map { PlainText.harmless($0) }
      for line in console.report.warnings(in: grading) { console.print(line) }
      var runner = Runner(programs: programs, jobs: jobs, seed: seed) {
        Command.again(name, transport, "\($0)")
      }
      runner.width = console.report.width
      runner.keep = { [transcripts = Transcripts(of: workbook)] in transcripts.keep($0, $1) }
      let stubs = Stubs(in: handedIn.tree)
      grading.checks = try await console.judging(runner, observer) { runner in
        await runner.run(checks) { progress.add(stubs.located($0)) }.map(stubs.located)
      }
    }
    return grading
  }

  private func finish(_ grading: Grading, _ errors: ErrorDisplay, _ change: ProgressChange?) {
    if let trouble = grading.trouble {
      console.complain(trouble)
    } else if !grading.build.succeeded {
      errors.finish(with: grading.build.errors)
    } else {
      console.print("")
      console.print(console.report.summary(of: grading))
      let store = ProgressStore(workbook: workbook)
      for line in change.map(console.report.change) ?? [] { console.print(line) }
      if store.isComplete(submission.folder), grading.exitCode == 0 {
        for line in console.report.finished(submission.name) { console.print(line) }
      }
    }
  }
}
