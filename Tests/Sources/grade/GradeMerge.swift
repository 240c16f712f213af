import ArgumentParser
import Foundation
import Grader

struct GradeMerge: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "merge", _superCommandName: "grade",
    abstract: "Joins the results of a class that several machines have judged.",
    discussion: """
      Exit code 0: everybody was judged. 2: somebody is missing or was not judged, or the results do \
      not belong together.
      """)

  @OptionGroup var place: Place

  @Argument(help: "Folders that `class --into` has made.")
  var results: [String]

  @Option(help: ArgumentHelp("Where the joined results are kept.", valueName: "folder"))
  var into: String

  @Option(help: ArgumentHelp("What checks are worth: see class.", valueName: "file"))
  var points: String?

  @Flag(help: "Show no names in class.html.")
  var anonymous = false

  func run() throws {
    var run = MergeRun(
      workbook: try place.workbook(), parts: results.map(file), into: file(into), console: Console()
    )
    run.points = try points.map { try Points(reading: file($0), checks: Check.all) } ?? Points()
    run.isAnonymous = anonymous
    throw ExitCode(try run.run())
  }

  private func file(_ path: String) -> URL {
    URL(filePath: path, relativeTo: place.current).standardizedFileURL
  }
}
