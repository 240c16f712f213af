import ArgumentParser
import Foundation
import Grader

struct GradeSubmission: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "submission", _superCommandName: "grade",
    abstract: "Grades a submission (the default).")

  @OptionGroup var place: Place

  @Argument(
    help: ArgumentHelp(
      """
      What to grade (Start unless given: Start, End or a folder like them), and which exercises \
      (1) or checks (1.1) alone.
      """, valueName: "Start|End|PATH|number"))
  var words: [String] = []

  @Flag(help: "List the checks, and grade nothing.")
  var list = false

  @Flag(help: "Build with the official NIO transport instead of nghttp2.")
  var nio = false

  @Option(help: "How many checks run side by side.")
  var jobs = 8

  @Option(
    help: ArgumentHelp(
      "How long the submission may take to compile, dependencies aside (120 unless given).",
      valueName: "seconds"))
  var buildLimit: Double?

  @Option(help: "Draw the same tags, GUIDs, counts and times as a run that reported this seed.")
  var seed: UInt64?

  @Flag(
    help: ArgumentHelp("Print a line of JSON for each event instead.", visibility: .hidden))
  var events = false

  @OptionGroup var reports: ReportFiles

  func validate() throws {
    if let buildLimit, !(1...86_400).contains(buildLimit) {
      throw ValidationError("--build-limit takes seconds from 1 to 86400.")
    }
    if jobs < 1 { throw ValidationError("--jobs takes a number from 1 on.") }
  }

  func run() async throws {
    let request = Request(words)
    if list { return printList(try checks(of: request)) }
    let workbook = try place.workbook()
    let tell: @Sendable (GradingEvent) -> Void = { Console().print($0.line) }
    let console = events ? Console(reader: tell) : Console()
    let submission = try Submission(
      request.submission ?? "Start", in: workbook, current: place.current,
      commands: Grade.words)
    let checks = try checks(of: request)
    var run = GradingRun(
      workbook: workbook, submission: submission, transport: nio ? .nio : .nghttp2,
      checks: checks, jobs: jobs, seed: seed ?? SeededRandom.newSeed(), console: console)
    if events { run.observer = tell }
    if let buildLimit { run.buildLimit = .seconds(buildLimit) }
    let grading = await run.run()
    try reports.write(grading, of: workbook)
    throw ExitCode(grading.exitCode)
  }

  private func checks(of request: Request) throws -> [Check] {
    try Selection.checks(request.numbers, among: Check.all, words: Grade.words)
  }

  private func printList(_ checks: [Check]) {
    var exercise = 0
    for check in checks {
      if check.number.exercise != exercise {
        exercise = check.number.exercise
        print("\(exercise) \(Exercise.all[exercise - 1].title)")
      }
      print("  \(check.number) \(check.sentence)")
    }
  }
}
