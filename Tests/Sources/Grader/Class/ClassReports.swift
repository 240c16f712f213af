internal import Foundation

/// The files that are made of the results of a class.
struct ClassReports: Sendable {
  let store: ResultStore
  /// Whose recordings the students' pages show beside what happened.
  let workbook: Workbook
  var isAnonymous = false

  func write(_ results: ClassResults) throws {
    for (name, text) in [
      ("class.csv", ClassCSV.table(results)), ("canvas.csv", ClassCSV.canvas(results)),
      ("moodle.csv", ClassCSV.moodle(results)), ("junit.xml", ClassJUnit.text(results)),
      (
        "class.html",
        try PageTemplates.render(ClassPage(results, isAnonymous: isAnonymous), with: "class")
      ),
    ] {
      try Data(text.utf8).writeWhole(to: store.folder.appending(path: name))
    }
  }

  /// A student's own page.
  func writePage(of id: String, _ grading: Grading) throws {
    let page = HTMLReport(grading, finished: FinishedCalls(of: workbook))
    try Data(page.text().utf8).writeWhole(to: store.place(of: id, ending: "html"))
  }
}
