import Testing

@testable import Grader

@Suite struct SequenceDiagramTests {
  private func svg(_ events: [RecordedCall.Event]) -> String {
    SequenceDiagram.svg(
      of: RecordedCall(title: "t", request: "request", response: "package", events: events))
  }

  private func event(
    _ from: RecordedCall.Side, _ frame: String, _ text: String
  ) -> RecordedCall.Event {
    RecordedCall.Event(milliseconds: 0, from: from, frame: frame, text: text, endStream: false)
  }

  @Test func `A message that takes several frames is told with the octets of each`() {
    let drawn = svg([
      event(.server, "DATA", "16384 octets of a message"),
      event(.client, "DATA", "1: 3 octets"),
      event(.server, "DATA", "1000 octets of a message"),
      event(.server, "DATA", "1: 24064 octets"),
      event(.server, "DATA", "2: 70 octets"),
    ])
    #expect(drawn.contains("16,384 octets, the beginning of a package<"))
    #expect(drawn.contains("1,000 octets, more of a package<"))
    // 24,064 and the prefix of 5, less what came before.
    #expect(drawn.contains("6,685 octets, the rest of package 1<"))
    #expect(drawn.contains("</tspan>  package 2<"))
    #expect(drawn.contains("</tspan>  request<"))
  }

  @Test func `A long path gives way to what follows it`() {
    let path = "/datahub.Egress/GetDataPackagesStream"
    #expect(svg([event(.client, "HEADERS", path)]).contains("</tspan>  \(path)<"))
    let drawn = svg([event(.client, "HEADERS", "\(path) grpc-timeout 2500000u")])
    #expect(drawn.contains("</tspan>  …/GetDataPackagesStream grpc-timeout 2500000u<"))
  }

  @Test func `A long status is told without its message`() {
    let status = "grpc-status 4 DEADLINE_EXCEEDED"
    var end = event(.server, "HEADERS", "\(status) grpc-message \"the deadline passed\"")
    end.endStream = true
    #expect(svg([end]).contains("</tspan>  \(status) · END_STREAM<"))
  }
}
