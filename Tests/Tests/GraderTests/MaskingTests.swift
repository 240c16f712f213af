import Testing

@testable import Grader

@Suite struct MaskingTests {
  @Test(arguments: [
    ("tracking_guid 6F9619FF-8B86-d011-b42d-00c04fc964ff.", "tracking_guid GUID."),
    ("tracking_guid 6f1c… tag", "tracking_guid GUID… tag"),
    ("tag_value \"639309956181368000\"", "tag_value \"TICKS\""),
    ("listening on 127.0.0.1:44085", "listening on 127.0.0.1:PORT"),
    ("it after 52 ms, 1.5 s or 7 MiB", "it after # ms, # s or # MiB"),
    ("package 3 of 10 in stream 1", "package 3 of 10 in stream 1"),
  ])
  func `what differs from run to run is masked, and no more`(text: String, masked: String) {
    #expect(Masking.mask(text) == masked)
  }

  @Test func `a golden report has no transcript, and no number in what was received`() {
    let text = Masking.golden(Samples.failed(received: "29 of 30 in 52 ms"))
    #expect(!text.contains("HEADERS"))
    #expect(text.contains("received  # of # in # ms\n"))
    #expect(text == Masking.golden(Samples.failed(received: "3 of 30 in 104 ms")))
  }
}
