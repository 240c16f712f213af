import GRPCCore
import GRPCNghttp2Transport
import HTTP2
import Referee
import Testing

/// What a server takes from a peer, before it ends a stream or sends the peer away.
@Suite(.timeLimit(.minutes(1))) struct PeerLimitTests {
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
