import Testing

@testable import Grader

@Suite struct GoldenReportTests {
  @Test(arguments: [
    ("tracking_guid 6F9619FF-8B86-d011-b42d-00c04fc964ff.", "tracking_guid GUID."),
    ("tracking_guid 6f1c… tag", "tracking_guid GUID… tag"),
    ("tag_value \"639309956181368000\"", "tag_value \"TICKS\""),
    ("listening on 127.0.0.1:44085", "listening on 127.0.0.1:PORT"),
    ("it after 52 ms, 1.5 s or 7 MiB", "it after # ms, # s or # MiB"),
    ("\"Flow.17 is off\", or FLOW.17; flow 1000", "\"TAG is off\", or TAG; flow 1000"),
    ("package 3 of 10 in stream 1", "package 3 of 10 in stream 1"),
  ])
  func `What differs from run to run is masked, and no more`(text: String, masked: String) {
    #expect(GoldenReport.mask(text) == masked)
  }

  @Test func `A golden report has no transcript, and no number in what was received`() {
    let text = GoldenReport.text(of: Samples.failed(received: "29 of 30 in 52 ms"))
    #expect(!text.contains("HEADERS"))
    #expect(text.contains("received  # of # in # ms\n"))
    #expect(text == GoldenReport.text(of: Samples.failed(received: "3 of 30 in 104 ms")))
  }

  @Test func `Reports are compared without their frames, times and line breaks`() {
    let golden = "✗ 1.1 a\n  expected  b within # ms, as\n            c\n"
    let frames = "\n    12 ms  → DATA     stream 1\n                               END_STREAM\n"
    #expect(
      GoldenReport("✗ 1.1 a\n\(frames)\n  expected  b within 25 ms, as c\n…")
        == GoldenReport(golden))
    #expect(
      GoldenReport("✗ 1.1 a\n\(frames)\n  expected  d within 25 ms, as c\n…")
        != GoldenReport(golden))
  }

  @Test func `One of a thing and several are alike`() {
    #expect(counted(1, "package") == "1 package")
    #expect(counted(0, "line") == "0 lines")
    #expect(GoldenReport("1 package went in") == GoldenReport("12 packages went in"))
    #expect(GoldenReport("1 packet went in") != GoldenReport("12 packages went in"))
  }
}
