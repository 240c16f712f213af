internal import Foundation

/// Builds a submission, and says where its programs are.
public struct ProgramsRun: Sendable {
  public var workbook: Workbook
  public var submission: Submission
  public var transport: Grading.Transport
  public var console: Console

  public init(
    workbook: Workbook, submission: Submission, transport: Grading.Transport, console: Console
  ) {
    self.workbook = workbook
    self.submission = submission
    self.transport = transport
    self.console = console
  }

  /// Prints the folder. Returns the exit code: 1 for a submission that does not build, whose errors
  /// are printed instead.
  ///
  /// - Throws: ``Trouble`` of the grader.
  public func run() async throws -> Int32 {
    // What is kept needs no build, and must not wait for a grading that uses the build folder.
    if let kept = try Builder(workbook, transport: transport).kept(submission.sources().tree) {
      console.print(kept.folder.path)
      return 0
    }
    let outcome = try await Workshop.use(workbook, console) {
      try await $0.build(submission, transport)
    }
    switch outcome {
    case .built(let programs):
      console.print(programs.folder.path)
      return 0
    case .failed(let errors):
      for error in errors { console.print(PlainText.harmless(error, keepingLines: true)) }
      return 1
    }
  }
}
