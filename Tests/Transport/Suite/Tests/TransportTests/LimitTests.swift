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

  @Test func `A header section larger than announced resets its stream alone`() async throws {
    try await withServerAndReferee(["Echo": Handlers.echo]) { _, referee in
      let large = Header("x-large", String(repeating: "x", count: 20_000))
      let call = try await referee.call("/test.Service/Echo", metadata: [large])
      guard case .reset = await call.next() else {
        Issue.record("not reset")
        return
      }
      let next = try await referee.test("Echo")
      try await next.halfClose()
      #expect(await next.end()?.status?.code == .ok)
    }
  }

  @Test(arguments: [false, true])
  func `A stream over the limit is refused, and whoever knew the limit is sent away`(
    knows: Bool
  ) async throws {
    var config = Nghttp2ServerTransport.Config.defaults
    config.http2.maxConcurrentStreams = 2
    try await withServer(["Wait": Handlers.wait], config: config) { _, port in
      let raw = try await RawConnection.connect(port: port)
      try await raw.send(RawFrame.preface)
      try await raw.send(.settings)
      _ = try await raw.frames { $0 == .settingsAck }
      if knows { try await raw.send(.settingsAck) }
      try await raw.send(.request(1, "Wait"), .request(3, "Wait"), .request(5, "Wait"))
      let frames = try await raw.frames { $0.type == (knows ? .goAway : .rstStream) } ?? []
      let reset = RawFrame.reset(5, code: 7)
      #expect(knows || frames.contains(reset))
      try await raw.close()
    }
  }

  @Test(arguments: ["resets", "pings", "settings"])
  func `A flood ends the connection with ENHANCE_YOUR_CALM`(of kind: String) async throws {
    var config = Nghttp2ServerTransport.Config.defaults
    config.limits.resetsPerSecond = 10
    config.limits.pingsPerSecond = 10
    config.limits.settingsPerSecond = 10
    try await withServer(["Wait": Handlers.wait], config: config) { _, port in
      let raw = try await RawConnection.connect(port: port)
      var octets = RawFrame.preface + RawFrame.settings.octets
      for number in UInt32(0)..<100 {
        switch kind {
        case "resets":
          let id = 2 * number + 1
          octets += RawFrame.request(id, "Wait").octets + RawFrame.reset(id).octets
        case "pings": octets += RawFrame.ping.octets
        default: octets += RawFrame.settings.octets
        }
      }
      try await raw.send(octets)
      let goAway = try await raw.framesToTheEnd().last { $0.type == .goAway }
      #expect(goAway?.payload[4..<8] == [0, 0, 0, 0xb])
    }
  }

  @Test func `A peer that is idle for too long is sent away`() async throws {
    var config = Nghttp2ServerTransport.Config.defaults
    config.connection.maxIdleTime = .milliseconds(10)
    try await withServerAndReferee(["Echo": Handlers.echo], config: config) { _, referee in
      #expect(await referee.closed())
    }
  }

  @Test func `A peer that does not speak HTTP/2 is sent away`() async throws {
    try await withServer(["Echo": Handlers.echo]) { _, port in
      let raw = try await RawConnection.connect(port: port)
      try await raw.send(Array("GET / HTTP/1.1\r\nHost: x\r\n\r\n".utf8))
      _ = try await raw.framesToTheEnd()
      // Others are served as before.
      try await withClient(port: port) { client in
        let answers = try await client.messages("Echo", [[1]])
        #expect(answers == [[1]])
      }
    }
  }
}
