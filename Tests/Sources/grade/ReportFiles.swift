import ArgumentParser
import Foundation
import Grader

/// The reports for machines that are asked for: an option for each form of ``Reports``.
struct ReportFiles: ParsableArguments {
  @Option(help: ArgumentHelp("Write the result as JSON to this file.", valueName: "file"))
  var json: String?

  @Option(help: ArgumentHelp("Write the result as JUnit's XML to this file.", valueName: "file"))
  var junit: String?

  func write(_ grading: Grading) throws {
    if let json { try JSONReport.write(grading, to: json) }
    if let junit { try JUnitReport.write(grading, to: junit) }
  }
}
