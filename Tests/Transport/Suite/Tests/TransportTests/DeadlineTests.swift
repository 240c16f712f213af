import GRPCCore
import HTTP2
import Referee
import Testing

@testable import GRPCNghttp2Transport

@Suite(.timeLimit(.minutes(1))) struct DeadlineTests {
  @Test func `timeout_on_sleeping_server: DEADLINE_EXCEEDED, and the handler is told`()
    async throws
  {
    try await withPair(["Wait": Handlers.wait]) { client in
      var options = CallOptions.defaults
      options.timeout = .milliseconds(20)
      let error = await client.error("Wait", options: options)
      #expect(error?.code == .deadlineExceeded)
    }
  }

  @Test(arguments: ["20m", "20000u", "20000000n", "00000020m", "99999999n"])
  func `A handler is told at its deadline, however many digits say it, and its call is not reset`(
    timeout: String
  ) async throws {
    try await withServerAndReferee(["Wait": Handlers.wait]) { _, referee in
      let call = try await referee.call(
        "/test.Service/Wait", metadata: [Header("grpc-timeout", timeout)])
      let end = await call.end()
      #expect(end?.status != nil)
    }
  }

  @Test(
    .ours("The official transport sends what the handler ends with."),
    arguments: [nil, RPCError.Code.unavailable])
  func `What a handler ends with after its deadline is DEADLINE_EXCEEDED`(
    code: RPCError.Code?
  ) async throws {
    let handler: Handler = { _, context in
      Response { _ in
        try await context.cancellation.cancelled
        if let code { throw RPCError(code: code, message: "told to end") }
        return [:]
      }
    }
    try await withServerAndReferee(["Wait": handler]) { _, referee in
      let call = try await referee.test("Wait", timeout: .milliseconds(20))
      #expect(await call.end()?.status?.code == .deadlineExceeded)
    }
  }

  @Test(arguments: ["", "1", "S", "-1S", "+1S", "1s", "1.5S", "123456789S"])
  func `A call with a timeout that is none is answered, and the server serves on`(
    timeout: String
  ) async throws {
    try await withServerAndReferee(["Echo": Handlers.echo]) { _, referee in
      let call = try await referee.call(
        "/test.Service/Echo", metadata: [Header("grpc-timeout", timeout)])
      try await call.halfClose()
      #expect(await call.end()?.status != nil)
      let next = try await referee.test("Echo")
      try await next.halfClose()
      #expect(await next.end()?.status?.code == .ok)
    }
  }

  @Test func `A minute is sent in a form that GRPCCore can read`() async throws {
    try await withRefereeAndClient { referee, client in
      var options = CallOptions.defaults
      options.timeout = .seconds(60)
      async let answer = client.messages("Wait", options: options)
      let call = try #require(await referee.nextCall())
      let value = try #require(call.headers.first("grpc-timeout"))
      #expect(value.utf8.count <= 8)
      #expect(value == "60000m" || value == "59999m" || value.hasPrefix("5"))
      try await call.finish()
      _ = try await answer
    }
  }

  @Test(
    .ours("It calls this transport's own functions"),
    arguments: [
      ("1H", "1H"), ("9999999n", "9999999n"), ("59999962u", "60000m"), ("10000000n", "10000u"),
      ("99999999S", "1666667M"), ("99999999H", "9999999H"), ("00000001S", "1S"), ("0n", "0n"),
    ])
  func `Timeouts shrink to seven digits, and never to less time`(value: String, shortened: String) {
    #expect(Timeout(value)?.shortened == shortened)
  }

  @Test(
    .ours("It calls this transport's own functions"),
    arguments: ["", "1", "S", "-1S", "+1S", "1s", "1.5S", "123456789S", " 1S", "1 S", "١S"])
  func `What is no timeout is none`(value: String) {
    #expect(Timeout(value) == nil)
  }
}
