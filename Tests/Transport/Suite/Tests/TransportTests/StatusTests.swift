import GRPCCore
import HTTP2
import Referee
import Testing

@Suite(.timeLimit(.minutes(1))) struct StatusTests {
  private static func failing(_ error: RPCError) -> Handler {
    { _, _ in throw error }
  }

  @Test func `status_code_and_message: code and message reach the client`() async throws {
    let error = RPCError(code: .unknown, message: "test status message")
    try await withPair(["Fail": Self.failing(error)]) { client in
      let failure = await client.error("Fail")
      #expect(failure.hasStatus(of: error))
    }
  }

  @Test func `special_status_message: any text survives`() async throws {
    let text = "\t\ntest with whitespace\r\nand Unicode BMP ☺ and non-BMP 😈\t\n 100%"
    let error = RPCError(code: .aborted, message: text)
    try await withPair(["Fail": Self.failing(error)]) { client in
      let failure = await client.error("Fail")
      #expect(failure.hasStatus(of: error))
    }
  }

  @Test func `Every code reaches the client`() async throws {
    for number in 1...16 {
      let code = try #require(Status.Code(rawValue: number).flatMap { RPCError.Code($0) })
      let error = RPCError(code: code, message: "\(number)")
      try await withPair(["Fail": Self.failing(error)]) { client in
        let failure = await client.error("Fail")
        #expect(failure.hasStatus(of: error))
      }
    }
  }

  @Test func `unimplemented_method and unimplemented_service`() async throws {
    try await withServerAndReferee(["Echo": Handlers.echo]) { _, referee in
      for path in ["/test.Service/Other", "/other.Service/Echo", "/nothing", "/"] {
        let call = try await referee.call(path)
        #expect(await call.end()?.status?.code == .unimplemented)
      }
    }
  }

  @Test func `A handler that fails before its first message answers with trailers only`()
    async throws
  {
    let error = RPCError(code: .notFound, message: "no", metadata: ["why": "because"])
    try await withServerAndReferee(["Fail": Self.failing(error)]) { _, referee in
      let call = try await referee.test("Fail")
      try await call.halfClose()
      guard case .trailers(let headers, _) = await call.next() else {
        Issue.record("no trailers first")
        return
      }
      #expect(headers.first(":status") == "200")
      #expect(headers.first("content-type") == "application/grpc")
      #expect(headers.first("grpc-status") == "5")
      #expect(headers.first("why") == "because")
    }
  }

  @Test func `A response of trailers alone is a status to the client`() async throws {
    try await withRefereeAndClient { referee, client in
      async let error = client.error("Fail")
      let call = try #require(await referee.nextCall())
      try await call.finish(.failedPrecondition, message: "not now")
      let expected = RPCError(code: .failedPrecondition, message: "not now")
      #expect(await error.hasStatus(of: expected))
    }
  }

  @Test func `A handler that returns early ends the call with OK`() async throws {
    let handler: Handler = { _, _ in Response { _ in [:] } }
    try await withServerAndReferee(["Early": handler]) { _, referee in
      let call = try await referee.test("Early")
      try await call.send(bytes: framed([1, 2, 3]))
      #expect(await call.end()?.status?.code == .ok)
      // What the client still sends is not wanted.
      #expect(await call.next() == nil || call.ended?.status?.code == .ok)
    }
  }

  @Test func `An error that is no RPCError is UNKNOWN, and does not tell its text`() async throws {
    struct Secret: Error {}
    try await withPair(["Fail": { _, _ in throw Secret() }]) { client in
      let error = await client.error("Fail")
      #expect(error?.code == .unknown)
      #expect(error?.message.contains("Secret") == false)
    }
  }

  @Test func `A status that is too long to be sent is cut`() async throws {
    let text = String(repeating: "word ", count: 100_000)
    var metadata: Metadata = [:]
    for number in 0..<1000 { metadata.addString(text.prefix(100) + "", forKey: "x-\(number)") }
    let error = RPCError(code: .aborted, message: text, metadata: metadata)
    try await withPair(["Fail": Self.failing(error)]) { client in
      let seen = try #require(await client.error("Fail"))
      #expect(seen.code == .aborted)
      #expect(text.hasPrefix(seen.message))
      #expect(seen.message.count > 4000)
    }
  }

  @Test func `Metadata that is too long to be sent fails the call`() async throws {
    let long = String(repeating: "x", count: 70_000)
    let handler: Handler = { _, _ in Response(metadata: ["x": "\(long)"]) { _ in [:] } }
    try await withPair(["Echo": Handlers.echo, "Long": handler]) { client in
      #expect(await client.error("Long")?.code == .resourceExhausted)
      await #expect(throws: RPCError.self) {
        _ = try await client.messages("Echo", metadata: ["x": "\(long)"])
      }
    }
  }
}

extension RPCError? {
  /// Whether both have one status; what else came with it, a transport may tell as metadata or not.
  fileprivate func hasStatus(of other: RPCError) -> Bool {
    self?.code == other.code && self?.message == other.message
  }
}
