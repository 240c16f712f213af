import ArgumentParser
import Foundation
import Grader

/// Runs in a box that `class` makes, as its first process.
struct GradeBoxCheck: AsyncParsableCommand {
  /// Whoever is told so listens to no signal.
  static let flag = "--boxed"

  static let configuration = CommandConfiguration(
    commandName: "box-check", _superCommandName: "grade",
    abstract: "Plays the checks of a submission of a class.", shouldDisplay: false)

  @Flag var boxed = false
  @Argument var programs: String
  @Argument var numbers: [String] = []
  @Option var seed: UInt64
  @Option var jobs = 8
  @Option var confinement: String
  @Flag var nio = false

  func run() async throws {
    try await BoxCommands.check(
      URL(filePath: programs, directoryHint: .isDirectory),
      try Selection.checks(numbers, among: Check.all),
      confinement: try JSONDecoder().decode(Confinement.self, from: Data(confinement.utf8)),
      jobs: jobs, seed: seed, transport: nio ? .nio : .nghttp2)
  }
}
