import ArgumentParser
import Grader

struct GradeDraw: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "draw", _superCommandName: "grade",
    abstract: "Draws the chapter's pictures from the recordings beside them.")

  @OptionGroup var place: Place

  @Flag(help: "Record the calls anew, with the programs of End.")
  var record = false

  func run() async throws {
    try await DrawRun(workbook: try place.workbook(), records: record, console: Console()).run()
  }
}
