import GRPCCore
import GRPCNghttp2Transport
import HTTP2
import Referee
import Testing

@Suite(.timeLimit(.minutes(1))) struct LimitTests {
  @Test func `A request's message over the limit is RESOURCE_EXHAUSTED`() async throws {
    var config = Nghttp2ServerTransport.Config.defaults
    config.rpc.maxRequestPayloadSize = 1000
    try await withPair(["Echo": Handlers.echo], server: config) { client in
      let most = [UInt8](repeating: 0, count: 1000)
      let answers = try await client.messages("Echo", [most])
      #expect(answers == [most])
      let error = await client.error("Echo", [most + [0]])
      #expect(error?.code == .resourceExhausted)
    }
  }

  @Test func `A prefix that promises 4 GiB is refused before they come`() async throws {
    try await withServerAndReferee(["Echo": Handlers.echo]) { _, referee in
      let call = try await referee.test("Echo")
      try await call.send(bytes: [0, 0xff, 0xff, 0xff, 0xff])
      #expect(await call.end()?.status?.code == .resourceExhausted)
    }
  }

  @Test func `A response's message over the limit is RESOURCE_EXHAUSTED`() async throws {
    try await withPair(["Echo": Handlers.echo]) { client in
      var options = CallOptions.defaults
      options.maxResponseMessageBytes = 1000
      let message = [UInt8](repeating: 0, count: 1001)
      let error = await client.error("Echo", [message], options: options)
      #expect(error?.code == .resourceExhausted)
    }
  }

  @Test func `A request over the call's own limit is not sent`() async throws {
    try await withPair(["Echo": Handlers.echo]) { client in
      var options = CallOptions.defaults
      options.maxRequestMessageBytes = 10
      let error = await client.error("Echo", [[UInt8](repeating: 0, count: 11)], options: options)
      #expect(error?.code == .resourceExhausted)
    }
  }

  @Test func `Compression that nobody agreed on is refused`() async throws {
    try await withServerAndReferee(["Echo": Handlers.echo]) { _, referee in
      let named = try await referee.call(
        "/test.Service/Echo", metadata: [Header("grpc-encoding", "gzip")])
      guard case .trailers(let trailers, _) = await named.next() else {
        Issue.record("no trailers")
        return
      }
      #expect(trailers.first("grpc-status") == "12")
      #expect(trailers.first("grpc-accept-encoding") == "identity")

      let flagged = try await referee.test("Echo")
      try await flagged.send(bytes: [1, 0, 0, 0, 0])
      #expect(await flagged.end()?.status?.code == .internal)
    }
  }

  @Test func `A message that the end of the request cuts is INTERNAL`() async throws {
    try await withServerAndReferee(["Echo": Handlers.echo]) { _, referee in
      let call = try await referee.test("Echo")
      try await call.send(bytes: [0, 0, 0, 0, 2, 1], endStream: true)
      #expect(await call.end()?.status?.code == .internal)
    }
  }

  @Test(arguments: [(1, 20_000), (500, 100)], ["application/grpc", "text/html"])
  func `A request's headers over the limit are RESOURCE_EXHAUSTED, or 431 for what is no call`(
    large: (fields: Int, size: Int), type: String
  ) async throws {
    let usual = Fields.request().replacing("content-type", type).map { Header($0.0, $0.1) }
    let fields = (0..<large.fields).map {
      Header("x-\($0)", String(repeating: "~", count: large.size))
    }
    try await withServer(["Echo": Handlers.echo]) { _, port in
      let headers = try await HeaderPeer.connect(port: port).headers(of: usual + fields)
      if type == "text/html" {
        #expect(headers == [Header(":status", "431")])
      } else {
        #expect(headers?.first(":status") == "200")
        #expect(headers?.first("grpc-status") == "8")
        let message = "the request's headers are over the limit of 16384 octets"
        #expect(headers?.first("grpc-message") == message)
      }
    }
  }

  @Test(.ours("The official transport ends the connection."), arguments: [11, 13, 60])
  func `Headers in many frames are refused alone, and others are served`(
    count: Int
  ) async throws {
    let fields = (0..<count).map { ("x-\($0)", String(repeating: "~", count: 16_000)) }
    try await withServer(["Echo": Handlers.echo]) { _, port in
      var (peer, reader) = try await RawConnection.open(port: port)
      let block = HeaderBlock.literals(Fields.request() + fields)
      try await peer.send(RawFrame.section(1, block, endStream: true).flatMap(\.octets))
      let answer = try await reader.first { $0.stream == 1 }
      #expect(answer?.type == .headers && answer?.endsStream == true)
      try await peer.send(Side.client.call.map { $0.with(\.stream, 3) }.flatMap(\.octets))
      #expect(try await reader.first { $0.endsStream }?.stream == 3)
      try await peer.close()
    }
  }

  @Test(arguments: [(1, 20_000), (13, 16_000), (500, 100)], [true, false])
  func `A response's headers over the limit are RESOURCE_EXHAUSTED, and other calls go on`(
    large: (fields: Int, size: Int), areTrailers: Bool
  ) async throws {
    let fields = (0..<large.fields).map { ("x-\($0)", String(repeating: "~", count: large.size)) }
    let (failure, answers) = try await withRawServer { raw in
      if areTrailers { try await raw.send(.response(1)) }
      let block = HeaderBlock.literals((areTrailers ? [] : Fields.response()) + fields)
      try await raw.send(RawFrame.section(1, block, endStream: areTrailers).flatMap(\.octets))
      _ = try await raw.frames { $0.stream == 3 && $0.endsStream }
      try await raw.send(.response(3), .data(3, framed([1])), .trailers(3))
    } call: { client in
      (await client.error("Any"), try await client.messages("Any"))
    }
    #expect(failure?.code == .resourceExhausted)
    #expect(failure?.message == "the response's headers are over the limit of 16384 octets")
    #expect(answers == [[1]])
  }

  @Test func `A client may reset more streams than nghttp2 allows`() async throws {
    var config = Nghttp2ServerTransport.Config.defaults
    config.limits.resetsPerSecond = 100_000
    try await withServer(["Wait": Handlers.wait, "Echo": Handlers.echo], config: config) {
      _, port in
      var (peer, reader) = try await RawConnection.open(port: port)
      for stream in stride(from: UInt32(1), to: 3_001, by: 2) {
        try await peer.send(.request(stream, "Wait"), .reset(stream))
      }
      try await peer.send(.request(3_001, "Echo", endStream: true))
      let last = try await reader.first { $0.endsStream || $0.type == .goAway }
      #expect(last?.stream == 3_001)
      try await peer.close()
    }
  }
}
