import ArgumentParser
import Foundation
import Grader

@main
struct Grade: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "grade",
    abstract: "Builds a DataHub and says what is right about it, what is not, and why.",
    usage: usage,
    discussion: """
      Start is graded unless another folder is named, and all of it unless exercises (1) or checks \
      (1.1) are named. `grade help submission` tells every option.

      Exit code 0: all passed. 1: something is not passed. 2: the grader could not do its work. \
      64: a flag is wrong.

      DATAHUB_SLOWDOWN=3 makes the grader three times as patient; NO_COLOR=1 takes its colours away.
      """,
    subcommands: commands,
    defaultSubcommand: GradeSubmission.self)

  private static let commands: [any ParsableCommand.Type] = [
    GradeSubmission.self, GradeWatch.self, GradeHint.self, GradeProgress.self, GradeDoctor.self,
    GradeWire.self, GradePage.self, GradePrograms.self, GradeAnswers.self, GradeDraw.self,
    GradeClass.self, GradeMerge.self, GradeExport.self, GradeBoxBuild.self, GradeBoxCheck.self,
  ]

  /// The words that begin a command.
  static var words: [String] {
    commands.filter { $0.configuration.shouldDisplay }.compactMap { $0.configuration.commandName }
      + ["help"]
  }

  /// Those of all commands, of which the first needs no word of its own.
  private static var usage: String {
    commands.filter { $0.configuration.shouldDisplay }.map { $0.usageString() }.joined(
      separator: "\n"
    )
    .replacing("grade submission", with: "grade")
  }

  @OptionGroup var place: Place

  static func main() async {
    Secrets.keep()
    Interrupts.endEverything(isBoxed: CommandLine.arguments.contains(GradeBoxCheck.flag))
    do {
      var command = try parseAsRoot()
      if var command = command as? any AsyncParsableCommand {
        try await command.run()
      } else {
        try command.run()
      }
      await Interrupts.letEnd()
    } catch {
      await Interrupts.letEnd()
      end(error)
    }
  }

  /// Ends the grader as the error says.
  private static func end(_ error: any Error) -> Never {
    switch error {
    case let code as ExitCode:
      Foundation.exit(code.rawValue)
    default:
      // What asks for help ends well, and a wrong flag with 64; all other errors are the grader's.
      let code = exitCode(for: error)
      if code == .success || code == .validationFailure { exit(withError: error) }
      Console().complain(Trouble(error))
      Foundation.exit(2)
    }
  }
}
