import ArgumentParser
import Grader

struct GradePage: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "page", _superCommandName: "grade",
    abstract: "Makes a page for a browser of a result that --json has written.")

  @OptionGroup var place: Place

  @Argument(help: ArgumentHelp("The result.", valueName: "json-file"))
  var result: String

  @Argument(help: ArgumentHelp("Where the page is written to.", valueName: "html-file"))
  var page: String

  func run() throws {
    let workbook = try place.workbook()
    let grading = try JSONReport.read(from: result)
    try HTMLReport(grading, finished: FinishedCalls(of: workbook)).write(to: page)
  }
}
