/// A class for continuous-integration servers: a testsuite a student.
enum ClassJUnit {
  static func text(_ results: ClassResults) -> String {
    let all = results.rows.flatMap { checks(of: $0, in: results) }
    var xml = #"<?xml version="1.0" encoding="UTF-8"?>"# + "\n"
    xml += "<testsuites name=\(JUnitReport.attribute(ClassCSV.title)) \(JUnitReport.counts(all))>\n"
    for row in results.rows {
      let own = checks(of: row, in: results)
      xml += "  <testsuite name=\(JUnitReport.attribute(row.member.id)) \(JUnitReport.counts(own))"
      xml += " time=\"\(row.grading?.seconds ?? 0)\">\n"
      for result in own { xml += JUnitReport.testcase(result, in: "\(row.member.id).") }
      xml += "  </testsuite>\n"
    }
    return xml + "</testsuites>\n"
  }

  /// Its results, made up for those checks that were not run: a student without any is no student
  /// who passed.
  private static func checks(
    of row: ClassResults.Row, in results: ClassResults
  ) -> [CheckResult] {
    let sentences = Dictionary(
      Check.all.map { ($0.number, $0) }, uniquingKeysWith: { first, _ in first })
    return results.list.checks.map { number in
      let verdict = row.verdict(of: number)
      let own = row.grading?.checks.first { $0.number == number }
      if let own, own.verdict == verdict { return own }
      let reason = row.reason.isEmpty ? row.outcome.rawValue : row.reason
      let failure = CheckResult.Failure(
        received: reason, read: sentences[number]?.read ?? "", again: "")
      guard let check = sentences[number] else {
        return CheckResult(
          number: number, sentence: "", requirement: "", verdict: verdict, seconds: 0,
          failure: failure)
      }
      return CheckResult(check, verdict, seconds: 0, failure: failure)
    }
  }
}
