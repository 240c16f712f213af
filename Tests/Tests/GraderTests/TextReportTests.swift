import Testing

@testable import Grader

@Suite struct TextReportTests {
  @Test func `A failure shows all that it takes to understand it`() {
    #expect(
      TextReport().text(of: Samples.failed()) == """
        ✗ 1.1 the first package arrives at once
          The stream's first package is sent when the call starts.

             0 ms  → HEADERS  stream 1  /datahub.Egress/GetDataPackagesStream

          expected  package 1 within 25 ms of the call (interval 50 ms)
          received  it after 52 ms
          try       Do you wait before the first write? Write, then wait.
          read      Exercises/01-server-streaming-server.md, step 2
          again     Tests/grade 1.1

        """)
  }

  @Test func `A crash shows the program's last words`() {
    let text = TextReport().text(of: Samples.failed(verdict: .crashed))
    #expect(text.hasPrefix("✗ 1.1 the first package arrives at once – crashed\n"))
    #expect(text.contains("\n  | Fatal error: Index out of range\n"))
    #expect(text.contains("\n  at        Sources/DataHubServer/IngestService.swift:60\n"))
  }

  @Test func `In a narrow terminal a check's line is broken between words`() throws {
    let check = try #require(Check.all.first { "\($0.number)" == "7.7" })
    var report = TextReport()
    report.width = 60
    for verdict in [Verdict.passed, .notRun, .notStarted, .failed, .timedOut] {
      let lines = report.text(of: CheckResult(check, verdict, seconds: 1)).split(separator: "\n")
      #expect(lines[0].dropFirst(2) == "7.7 memory and work are flat over 1,000 readers and a")
      #expect(lines[1].hasPrefix("  million packages"))
      #expect(lines.allSatisfy { $0.count <= 60 })
    }
  }

  @Test func `Passed and not started take a line`() {
    let check = Samples.check("2.1")
    #expect(TextReport().text(of: CheckResult(check, .passed, seconds: 0)) == "✓ 2.1 it is so")
    #expect(
      TextReport().text(of: CheckResult(check, .notStarted, seconds: 0))
        == "○ 2.1 it is so – not started")
  }

  @Test func `No line is wider than 80 columns`() {
    let long = String(repeating: "a long story ", count: 30) + String(repeating: "x", count: 300)
    for line in TextReport().text(of: Samples.failed(received: long)).split(separator: "\n") {
      #expect(line.count <= 80)
    }
  }

  @Test func `Nothing that a program says can move the cursor or hide text`() {
    let text = TextReport().text(of: Samples.failed(received: Samples.hostile))
    #expect(!text.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" })
    #expect(!text.unicodeScalars.contains("\u{202e}"))
    #expect(text.contains(#"\u{1b}[2J"#))
  }

  @Test func `Colours are for those who want them`() {
    #expect(!TextReport().text(of: Samples.failed()).contains("\u{1b}"))
    let coloured = TextReport(ink: Ink(isColoured: true)).text(of: Samples.failed())
    #expect(coloured.hasPrefix("\u{1b}[31m✗ 1.1"))
  }

  @Test func `The summary counts, and says what to run again`() {
    let grading = Samples.grading([
      CheckResult(Samples.check("1.2"), .passed, seconds: 0), Samples.failed(),
      Samples.failed("4.1", verdict: .timedOut),
      CheckResult(Samples.check("5.1"), .notStarted, seconds: 0),
    ])
    #expect(
      TextReport().summary(of: grading) == """
        1 of 4 checks passed, 1 failed, 1 timed out, 1 not started, in 2.0 s
        again     Tests/grade 1.1 4.1
        """)
  }

  @Test func `Where nothing failed, the next exercise is named`() {
    let grading = Samples.grading([
      CheckResult(Samples.check("1.1"), .passed, seconds: 0),
      CheckResult(Samples.check("2.1"), .notStarted, seconds: 0),
    ])
    #expect(
      TextReport().summary(of: grading).hasSuffix(
        "again     Tests/grade 2  (exercise 2: Exercises/02-server-streaming-client.md)"))
  }

  @Test func `A submission's name is quoted for the shell`() {
    #expect(Command.again("a b/it's", .nio, "1.1") == #"Tests/grade 'a b/it'\''s' 1.1 --nio"#)
    #expect(Command.again("Start", .nghttp2, "1") == "Tests/grade 1")
  }
}
