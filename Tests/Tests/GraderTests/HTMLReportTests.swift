import Foundation
import TestSupport
import Testing

@testable import Grader

@Suite struct HTMLReportTests {
  private func page(_ grading: Grading) throws -> String {
    try HTMLReport(grading, finished: FinishedCalls(of: Root.workbook())).text()
  }

  @Test func `Each check has its place, its verdict in words, and a link from the overview`() throws
  {
    let page = try page(MachineReportTests.grading)
    for (number, verdict) in [
      ("1.2", "passed"), ("1.1", "failed"), ("2.1", "crashed"), ("3.1", "not started"),
      ("3.2", "not run"),
    ] {
      #expect(page.contains("<article id=\"check-\(number)\""))
      #expect(page.contains("href=\"#check-\(number)\""))
      #expect(page.contains("<span class=\"hidden\"> \(verdict)</span>"))
    }
    #expect(page.contains("1 of 5 checks passed, 1 failed, 1 crashed, 1 not started, 1 not run"))
    #expect(page.contains("Fatal error: Index out of range"))
    #expect(page.contains("<dt>again</dt><dd><code>Tests/grade 1.1</code></dd>"))
  }

  @Test func `Whatever programs and compilers say is text`() throws {
    var grading = Samples.grading([Samples.failed(verdict: .crashed, received: Samples.hostile)])
    let words = "</pre><script>alert(1)</script><img src=x>{{title}}"
    grading.submission = words
    grading.build.errors = [words]
    grading.build.warnings = [words]
    grading.build.unused = [words]
    grading.trouble = Trouble(words, advice: words)
    grading.checks[0].sentence = "\"'" + words
    grading.checks[0].failure?.expected = words
    grading.checks[0].failure?.lastWords = [words]
    grading.checks[0].failure?.transcript = [words]
    grading.checks[0].failure?.call?.call.events[0].text = words + Samples.hostile
    grading.checks[0].failure?.call?.call.title = words
    let page = try page(grading)
    #expect(!page.contains("<script") && !page.contains("<img") && !page.contains("</failure>"))
    #expect(page.contains("&lt;script&gt;") && page.contains("title=\"&quot;&#39;&lt;/pre"))
    #expect(page.contains("{{title}}"))
    #expect(!page.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" })
    #expect(!page.unicodeScalars.contains("\u{202e}"))
  }

  @Test func `What happened is drawn beside what the finished programs do`() throws {
    let page = try page(Samples.grading([Samples.failed(verdict: .crashed)]))
    let captions = page.matches(of: /<figcaption>(.*?)<\/figcaption>/).map(\.1)
    #expect(captions == ["What happened", "What the finished programs do"])
    #expect(page.components(separatedBy: "<svg ").count == 3)
  }

  @Test func `One cause is told once`() throws {
    let page = try page(Samples.grading([Samples.failed(), Samples.failed("1.2")]))
    #expect(page.contains("For the same reason as <a href=\"#check-1.1\">1.1</a>."))
    #expect(page.components(separatedBy: "For the same reason").count == 2)
    #expect(page.contains("<summary>What happened in 1.2</summary>"))
  }

  @Test func `A throw that was left behind is named`() throws {
    var failure = CheckResult.Failure(received: "exercise 1: x", read: "", again: "")
    let check = Samples.check("1.1")
    let untouched = try page(
      Samples.grading([CheckResult(check, .notStarted, seconds: 0, failure: failure)]))
    #expect(!untouched.contains("<dl>"))
    failure.place = "Sources/DataHubServer/E.swift:5"
    let left = try page(
      Samples.grading([CheckResult(check, .notStarted, seconds: 0, failure: failure)]))
    #expect(left.contains("<dt>at</dt><dd><code>Sources/DataHubServer/E.swift:5</code></dd>"))
  }

  @Test func `Each check of the finished programs is recorded`() throws {
    let finished = FinishedCalls(of: try Root.workbook())
    for check in Check.all {
      #expect(!finished.calls(in: check.number).isEmpty, "\(check): Tests/grade draw --finished")
    }
  }

  @Test func `A page can be made of a result that was kept`() async throws {
    try await withTemporaryFolder { folder in
      let file = folder.appending(path: "result.json")
      try JSONReport.data(of: MachineReportTests.grading).write(to: file)
      let grading = try JSONReport.read(from: file.path)
      #expect(try page(grading) == page(MachineReportTests.grading))
      try Data("{}".utf8).write(to: file)
      #expect(throws: Trouble.self) { try JSONReport.read(from: file.path) }
    }
  }
}
