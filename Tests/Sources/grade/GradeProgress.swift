import ArgumentParser
import Grader

struct GradeProgress: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "progress", _superCommandName: "grade",
    abstract: "Shows how far you are, in all exercises, by what was graded so far.")

  @OptionGroup var place: Place

  @Argument(help: "Whose: Start or a folder like it; the latest graded one unless given.")
  var submission: String?

  func run() throws {
    let workbook = try place.workbook()
    let submission = try submission.map {
      try Submission($0, in: workbook, current: place.current)
    }
    ProgressRun(workbook: workbook, submission: submission, console: Console()).run()
  }
}
