@testable import Grader

/// Results made up for tests of the reports.
enum Samples {
  static let hostile = "\u{1b}[2J</failure>]]>\u{0}\u{202e}&amp;\r\n\"✓ passed\" \u{fffe}"

  static func check(_ number: CheckNumber, _ sentence: String = "it is so") -> Check {
    Check(number, sentence, requirement: "It must be so.", step: 2) { _ in }
  }

  static func failed(
    _ number: CheckNumber = "1.1", verdict: Verdict = .failed, received: String = "it after 52 ms"
  ) -> CheckResult {
    let check = Check(
      number, "the first package arrives at once",
      requirement: "The stream's first package is sent when the call starts.", step: 2
    ) { _ in }
    let event = CheckResult.Event(
      milliseconds: 52.25, direction: "←", connection: 1, stream: 1, kind: "DATA",
      text: "1: is_success true", endStream: false)
    var failure = CheckResult.Failure(
      expected: "package 1 within 25 ms of the call (interval 50 ms)", received: received,
      hint: "Do you wait before the first write? Write, then wait.",
      transcript: ["     0 ms  → HEADERS  stream 1  /datahub.Egress/GetDataPackagesStream"],
      events: [event], lastWords: verdict == .crashed ? ["Fatal error: Index out of range"] : [],
      read: check.read, again: "Tests/grade 1.1")
    if verdict == .crashed { failure.call = call }
    if verdict == .crashed { failure.whole = ".build/transcripts/1.1.txt" }
    if verdict == .crashed { failure.place = "Sources/DataHubServer/IngestService.swift:60" }
    return CheckResult(check, verdict, seconds: 0.1234, failure: failure)
  }

  static let call = CheckCall(
    connection: 1, stream: 1,
    call: RecordedCall(
      title: "it is so", request: "request", response: "package",
      events: [
        .init(
          milliseconds: 0, from: .client, frame: "HEADERS",
          text: "/datahub.Egress/GetDataPackagesStream", endStream: false),
        .init(
          milliseconds: 0, from: .client, frame: "DATA", text: "1:", endStream: true),
        .init(
          milliseconds: 52, from: .server, frame: "DATA", text: "1:", endStream: false),
      ]))

  static func grading(_ checks: [CheckResult]) -> Grading {
    var grading = Grading(
      submission: "Start", transport: .nghttp2, began: "2026-01-02T03:04:05Z",
      build: .init(succeeded: true, seconds: 1.5))
    grading.checks = checks
    grading.seconds = 2.04
    return grading
  }
}
