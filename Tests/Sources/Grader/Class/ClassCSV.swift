internal import Foundation

/// Tables of a class for spreadsheets and learning platforms.
enum ClassCSV {
  /// The name of the assignment.
  static let title = "DataHub"

  /// class.csv: all there is to know of each student in a line.
  static func table(_ results: ClassResults) -> String {
    let checks = results.list.checks
    var text = CSVText.line(
      ["id", "name", "email", "outcome", "points", "of", "passed", "checks"]
        + results.exercises.map { "exercise \($0)" } + checks.map { "\($0)" }
        + ["seconds", "judged", "sources", "commit", "workbook", "reason", "facts"])
    for row in results.rows {
      let (member, grading) = (row.member, row.grading)
      let handedIn = grading?.handedIn
      let verdicts = checks.map(row.verdict)
      text += CSVText.line(
        [
          member.id, member.name ?? "", member.email ?? "", row.outcome.rawValue,
          Points.text(row.points), Points.text(results.most),
          "\(verdicts.count { $0 == .passed })", "\(checks.count)",
        ]
          + results.exercises.map { exercise in
            let own = checks.filter { $0.exercise == exercise }
            return Points.text(
              row.points == nil
                ? nil
                : grading.flatMap {
                  results.points.score(of: $0, in: own)
                })
          } + verdicts.map(\.rawValue)
          + [
            grading.map { "\($0.seconds)" } ?? "", handedIn?.judged ?? "",
            handedIn?.sources ?? "", handedIn?.commit ?? "", handedIn?.workbook ?? "",
            row.reason,
            row.facts.joined(separator: "; "),
          ])
    }
    return text
  }

  /// canvas.csv, for the import of Canvas' gradebook. If the roster is Canvas' own, students are
  /// known by its columns, or else by their SIS id and login.
  static func canvas(_ results: ClassResults) -> String {
    var text = CSVText.line(["Student", "ID", "SIS User ID", "SIS Login ID", "Section", title])
    text += CSVText.line(["Points Possible", "", "", "", "", Points.text(results.most)])
    for row in results.rows where row.member.isEnrolled {
      let (member, canvas) = (row.member, row.member.canvas)
      text += CSVText.line([
        member.name ?? member.id, canvas == nil ? "" : member.id,
        canvas == nil ? member.id : canvas?["sis user id"] ?? "",
        canvas == nil ? member.email ?? "" : canvas?["sis login id"] ?? "",
        canvas?["section"] ?? "", Points.text(row.points),
      ])
    }
    return text
  }

  /// moodle.csv, for the import of grades: map `idnumber` or `email`. One user whom Moodle does not
  /// know ends the whole import, so that only those of the roster are in it, if there is one.
  static func moodle(_ results: ClassResults) -> String {
    var text = CSVText.line(["idnumber", "email", title])
    for row in results.rows where row.member.isEnrolled {
      text += CSVText.line([row.member.id, row.member.email ?? "", Points.text(row.points)])
    }
    return text
  }
}
