import HTTP2
import Referee
import Testing

/// A call's status in its trailers.
@Suite struct StatusTests {
  @Test(arguments: ["", "plain", "100 %", "Höhe\r\n℃", "%41"])
  func `What is written is read back`(_ message: String) {
    let status = GRPCStatus(.aborted, message)
    #expect(GRPCStatus(trailers: status.trailers) == status)
  }

  @Test func `On the wire, the message is printable ASCII`() {
    let trailers = GRPCStatus(.unknown, "ä%\n").trailers
    #expect(trailers.first("grpc-message") == "%C3%A4%25%0A")
  }

  @Test(arguments: ["%", "5 %", "%zz", "%4", "%+f"])
  func `A stray percent sign is taken as it stands`(_ text: String) {
    let trailers = [Header("grpc-status", "2"), Header("grpc-message", text)]
    #expect(GRPCStatus(trailers: trailers)?.message == text)
  }

  @Test func `Without a status that is a number there is none`() {
    #expect(GRPCStatus(trailers: []) == nil)
    #expect(GRPCStatus(trailers: [Header("grpc-status", "OK")]) == nil)
  }

  @Test func `Codes have gRPC's names`() {
    #expect("\(GRPCStatus(.invalidArgument, "tracking_guid"))" == "INVALID_ARGUMENT: tracking_guid")
    #expect("\(GRPCStatus.Code(rawValue: 99))" == "99")
  }
}
