import ArgumentParser
import Foundation
import Grader

struct GradeExport: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export", _superCommandName: "grade",
    abstract: "Makes a result into what a grading platform reads.",
    discussion: "Tests/Platforms has a page and a script for each.")

  @OptionGroup var place: Place

  @Argument(
    help: ArgumentHelp(
      PlatformForm.allCases.map(\.rawValue).joined(separator: ", ") + ".", valueName: "platform"),
    transform: { word in
      guard let form = PlatformForm(rawValue: word) else {
        throw ValidationError("There is no platform \"\(word)\".")
      }
      return form
    })
  var form: PlatformForm

  @Argument(help: "The result as --json or class wrote it.")
  var result: String

  @Option(help: ArgumentHelp("What checks are worth: see class.", valueName: "file"))
  var points: String?

  func run() throws {
    let file = URL(filePath: result)
    guard let data = try? Data(contentsOf: file),
      let grading = try? JSONDecoder().decode(Grading.self, from: data)
    else {
      throw Trouble(
        "\(result) is no result.", advice: "Name a file that --json or class has written.")
    }
    let points =
      try points.map { try Points(reading: URL(filePath: $0), checks: Check.all) } ?? Points()
    let text = try form.data(
      of: grading, points: points, environment: ProcessInfo.processInfo.environment)
    FileHandle.standardOutput.write(text + Data("\n".utf8))
  }
}
