import ArgumentParser
import Foundation
import Grader

/// Runs in a box that `class` makes.
struct GradeBoxBuild: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "box-build", _superCommandName: "grade",
    abstract: "Builds a submission of a class.", shouldDisplay: false)

  @OptionGroup var place: Place
  @Argument var submission: String
  @Option var report: String
  @Option var limit: Double
  @Flag var nio = false

  func run() async throws {
    try await BoxCommands.build(
      URL(filePath: submission, directoryHint: .isDirectory), for: try place.workbook(),
      transport: nio ? .nio : .nghttp2, limit: .seconds(limit), report: URL(filePath: report))
  }
}
