internal import Foundation

/// The files that are made of the results of a class.
enum ClassReports {
  static func write(_ results: ClassResults, to store: ResultStore) throws {
    for (name, text) in [
      ("class.csv", ClassCSV.table(results)), ("canvas.csv", ClassCSV.canvas(results)),
      ("moodle.csv", ClassCSV.moodle(results)), ("junit.xml", ClassJUnit.text(results)),
    ] {
      try Data(text.utf8).writeWhole(to: store.folder.appending(path: name))
    }
  }
}
