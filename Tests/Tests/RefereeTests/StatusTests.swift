import HTTP2
import Referee
import Testing

@Suite("A call's status in its trailers")
struct StatusTests {
  @Test("what is written is read back", arguments: ["", "plain", "100 %", "Höhe\r\n℃", "%41"])
  func roundTrip(_ message: String) {
    let status = GRPCStatus(.aborted, message)
    #expect(GRPCStatus(trailers: status.trailers) == status)
  }

  @Test("on the wire, the message is printable ASCII")
  func encoding() {
    let trailers = GRPCStatus(.unknown, "ä%\n").trailers
    #expect(trailers.first("grpc-message") == "%C3%A4%25%0A")
  }

  @Test("a stray percent sign is taken as it stands", arguments: ["%", "5 %", "%zz", "%4", "%+f"])
  func strayPercent(_ text: String) {
    let trailers = [Header("grpc-status", "2"), Header("grpc-message", text)]
    #expect(GRPCStatus(trailers: trailers)?.message == text)
  }

  @Test("without a status that is a number there is none")
  func missing() {
    #expect(GRPCStatus(trailers: []) == nil)
    #expect(GRPCStatus(trailers: [Header("grpc-status", "OK")]) == nil)
  }

  @Test("codes have gRPC's names")
  func names() {
    #expect("\(GRPCStatus(.invalidArgument, "tracking_guid"))" == "INVALID_ARGUMENT: tracking_guid")
    #expect("\(GRPCStatus.Code(rawValue: 99))" == "99")
  }
}
