import ArgumentParser
import Foundation
import Grader

struct GradeWatch: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "watch", _superCommandName: "grade",
    abstract: "Builds and grades at each save.",
    discussion: """
      On a terminal it shows all exercises, the report that matters, and its keys. Elsewhere it \
      prints each report, line by line.
      """)

  @OptionGroup var place: Place

  @Argument(
    help: ArgumentHelp(
      "What to watch (Start unless given), and which exercises (1) or checks (1.1) alone.",
      valueName: "Start|End|PATH|number"))
  var words: [String] = []

  @Flag(help: "Build with the official NIO transport instead of nghttp2.")
  var nio = false

  func run() async throws {
    let request = Request(words)
    let workbook = try place.workbook()
    let run = WatchRun(
      workbook: workbook,
      submission: try Submission(
        request.submission ?? "Start", in: workbook, current: place.current,
        commands: Grade.words),
      transport: nio ? .nio : .nghttp2,
      checks: try Selection.checks(request.numbers, among: Check.all, words: Grade.words),
      executable: Bundle.main.executablePath ?? CommandLine.arguments[0], console: Console())
    let code = await run.run()
    await Interrupts.letEnd()
    throw ExitCode(code)
  }
}
