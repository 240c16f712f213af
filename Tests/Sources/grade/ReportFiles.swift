import ArgumentParser
import Foundation
import Grader

/// The reports that are asked for: an option for each form of ``Reports``, and one for people.
struct ReportFiles: ParsableArguments {
  @Option(help: ArgumentHelp("Write the result as JSON to this file.", valueName: "file"))
  var json: String?

  @Option(help: ArgumentHelp("Write the result as JUnit's XML to this file.", valueName: "file"))
  var junit: String?

  @Option(
    help: ArgumentHelp("Write the result as a page for a browser to this file.", valueName: "file"))
  var html: String?

  func write(_ grading: Grading, of workbook: Workbook) throws {
    if let json { try JSONReport.write(grading, to: json) }
    if let junit { try JUnitReport.write(grading, to: junit) }
    if let html {
      try HTMLReport(grading, finished: FinishedCalls(of: workbook)).write(to: html)
    }
  }
}
