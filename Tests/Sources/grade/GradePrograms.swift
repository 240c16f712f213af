import ArgumentParser
import Foundation
import Grader

struct GradePrograms: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "programs", _superCommandName: "grade",
    abstract: "Builds a submission, and prints the folder of its two programs.",
    discussion: "Tests/run starts them from there.")

  @OptionGroup var place: Place

  @Argument(help: "Whose programs: Start, End, or a folder like them.")
  var submission = "Start"

  @Flag(help: "Build with the official NIO transport instead of nghttp2.")
  var nio = false

  func run() async throws {
    let workbook = try place.workbook()
    let run = ProgramsRun(
      workbook: workbook,
      submission: try Submission(submission, in: workbook, current: place.current),
      transport: nio ? .nio : .nghttp2, console: Console())
    throw ExitCode(try await run.run())
  }
}
