import Testing

@testable import Grader

@Suite struct CauseTests {
  private func failed(
    _ number: CheckNumber, _ verdict: Verdict = .timedOut, _ received: String,
    expected: String = "a package", hint: String? = nil, place: String? = nil, words: [String] = [],
    read: String = ""
  ) -> CheckResult {
    var failure = CheckResult.Failure(
      expected: expected, received: received, hint: hint, lastWords: words, read: read, again: "")
    failure.place = place
    return CheckResult(Samples.check(number), verdict, seconds: 0, failure: failure)
  }

  /// For each result, the check that tells its cause.
  private func folded(_ results: [CheckResult]) -> [CheckNumber?] {
    var causes = Causes()
    return results.map { causes.check(before: $0) }
  }

  @Test func `Silence has one cause in an exercise, whatever was expected`() {
    #expect(
      folded([
        failed("1.1", .timedOut, "nothing within 5 s", expected: "package 1"),
        failed("1.3", .timedOut, "nothing within 5 s", expected: "package 3", hint: "Another."),
        failed("3.1", .timedOut, "nothing within 5 s"),
        failed("1.2", .timedOut, "no line within 5 s"),
      ]) == [nil, "1.1", nil, nil])
  }

  @Test func `Silence in the first step tells why later ones are silent, and no other step does`() {
    func silent(_ number: CheckNumber, step: Int) -> CheckResult {
      failed(
        number, .timedOut, "nothing within 5 s", hint: "\(step)", read: "page.md, step \(step)")
    }
    #expect(
      folded([
        silent("1.1", step: 1), silent("1.2", step: 2), silent("1.3", step: 12),
        silent("7.6", step: 4), silent("7.7", step: 3), silent("7.8", step: 5),
        silent("7.9", step: 5), silent("7.10", step: 14),
      ]) == [nil, "1.1", "1.1", nil, nil, nil, "7.8", nil])
  }

  @Test func `A crash is told once for each place, or for each trap`() {
    let trap = ["Swift/Array.swift:1: Fatal error: Index out of range"]
    #expect(
      folded([
        failed("1.1", .crashed, "signal 4", place: "Sources/a.swift:1", words: trap),
        failed("1.2", .crashed, "signal 5", place: "Sources/a.swift:1"),
        failed("1.3", .crashed, "signal 4", place: "Sources/b.swift:1", words: trap),
        failed("1.4", .crashed, "signal 4", words: trap),
        failed("1.5", .crashed, "signal 4", words: ["2 Fatal error: Index out of range"]),
        failed("1.6", .crashed, "signal 4", words: trap),
      ]) == [nil, "1.1", nil, nil, nil, "1.4"])
  }

  @Test func `Wrong values are one cause only if all is the same but for what differs in each run`()
  {
    #expect(
      folded([
        failed("1.1", .failed, "\"a\" in package 1", expected: "\"b\""),
        failed("1.2", .failed, "\"a\" in package 7", expected: "\"b\""),
        failed("1.3", .failed, "\"c\" in package 1", expected: "\"b\""),
        failed("1.4", .failed, "\"a\" in package 1", expected: "\"b\"", hint: "Do."),
      ]) == [nil, "1.1", nil, nil])
  }

  @Test func `What is passed, or not started for no known reason, has none`() {
    let check = Samples.check("1.1")
    for verdict in [Verdict.passed, .notRun, .notStarted] {
      #expect(Cause(CheckResult(check, verdict, seconds: 0)) == nil)
    }
    #expect(Cause(failed("1.1", .notStarted, "exercise 1: x")) == nil)
  }

  @Test func `A cause that was told takes a line`() {
    let text = TextReport().text(of: Samples.failed("1.2", verdict: .timedOut), as: "1.1")
    #expect(text == "✗ 1.2 the first package arrives at once – timed out, as 1.1")
  }
}
