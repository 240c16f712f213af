import ArgumentParser
import Grader

struct GradeHint: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "hint", _superCommandName: "grade",
    abstract: "Shows the next hint of the exercise's page for a check.",
    discussion: "Each time the next one: where to look, then how, and at last the code.")

  @OptionGroup var place: Place

  @Argument(
    help: "A check (1.1), or an exercise (1); the first check that is not passed unless given.")
  var number: String?

  @Flag(help: "Show all hints at once.")
  var all = false

  func run() throws {
    let checks = try Selection.checks(number.map { [$0] } ?? [], among: Check.all)
    let run = HintRun(
      workbook: try place.workbook(), checks: checks, showsAll: all, console: Console())
    try run.run()
  }
}
