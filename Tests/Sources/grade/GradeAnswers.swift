import ArgumentParser
import Foundation
import Grader

struct GradeAnswers: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "answers", _superCommandName: "grade",
    abstract: "Grades the grader, on answers that are wrong or right on purpose.",
    discussion: """
      Each folder of Tests/Answers changes files of End and names its verdict in answer.json. A \
      right answer must pass every check. Of a wrong one only the checks of the exercises that it \
      names are run: the named ones must find it out, and the report on the first of them must be \
      that of report.txt, where there is one, but for numbers and GUIDs.
      """)

  @OptionGroup var place: Place

  @Argument(
    help: """
      Answers, or how their names begin (W W01); End and Start are the packages themselves, of \
      which one passes everything and the other nothing.
      """)
  var names: [String] = []

  @Option(help: "How often each one is graded.")
  var `repeat` = 1

  @Option(help: "How many checks run side by side.")
  var jobs = 8

  @Flag(help: "Keep every core busy meanwhile.")
  var load = false

  @Flag(help: "Write each report.txt anew that differs; an empty one is a start.")
  var update = false

  @Flag(help: "Build with the official NIO transport instead of nghttp2.")
  var nio = false

  func validate() throws {
    if `repeat` < 1 { throw ValidationError("--repeat takes a number from 1 on.") }
    if jobs < 1 { throw ValidationError("--jobs takes a number from 1 on.") }
  }

  func run() async throws {
    var run = AnswersRun(workbook: try place.workbook(), names: names, console: Console())
    run.repetitions = `repeat`
    run.jobs = jobs
    run.isUnderLoad = load
    run.updates = update
    run.transport = nio ? .nio : .nghttp2
    throw ExitCode(try await run.run() ? 0 : 1)
  }
}
