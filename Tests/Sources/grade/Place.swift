import ArgumentParser
import Foundation
import Grader

/// Where the workbook is.
struct Place: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The workbook's folder; found from the current one unless given.", visibility: .hidden))
  var root: String?

  func workbook() throws -> Workbook {
    if let root { return try Workbook(root: URL(filePath: root, directoryHint: .isDirectory)) }
    let program = URL(filePath: CommandLine.arguments[0])
    return try Workbook.find(from: [current, program])
  }

  var current: URL {
    URL(filePath: FileManager.default.currentDirectoryPath, directoryHint: .isDirectory)
  }
}
