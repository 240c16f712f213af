import ArgumentParser
import Grader

struct GradeDraw: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "draw", _superCommandName: "grade",
    abstract: "Draws the chapter's pictures from the recordings beside them.")

  @OptionGroup var place: Place

  @Flag(help: "Record the calls anew, with the programs of End.")
  var record = false

  @Flag(help: "Record anew what the programs of End do in each check, for the HTML report.")
  var finished = false

  func run() async throws {
    let run = DrawRun(workbook: try place.workbook(), records: record, console: Console())
    if finished {
      try await run.recordFinished()
    } else {
      try await run.run()
    }
  }
}
