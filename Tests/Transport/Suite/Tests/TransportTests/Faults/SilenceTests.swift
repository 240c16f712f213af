import GRPCCore
import GRPCNghttp2Transport
import HTTP2
import Testing

/// Peers that are gone without having closed the connection.
@Suite(.serialized, .timeLimit(.minutes(1))) struct SilenceTests {
  private static let keepalive = Keepalive(time: .milliseconds(250), timeout: .milliseconds(250))

  @Test func `A client that falls silent is asked, and its handlers are told`() async throws {
    var config = Nghttp2ServerTransport.Config.defaults
    config.connection.keepalive = Self.keepalive
    let handlers = HandlerCount()
    let methods = ["Wait": handlers.counting(Handlers.wait)]
    try await withServer(methods, config: config) { _, port in
      let peer = try await RawConnection.connect(port: port)
      let frames = [RawFrame.settings, .settingsAck, .request(1, "Wait")]
      try await peer.send(RawFrame.preface + frames.flatMap(\.octets))
      var reader = FrameReader(peer)
      #expect(try await reader.first { $0.type == .ping } != nil)
      while try await reader.next() != nil {}
      try await handlers.allHaveEnded()
      #expect(handlers.started == 1)
    }
  }

  /// - Parameter earlier: The calls that have ended on the connection before.
  @Test(arguments: [0, 1])
  func `A line that falls silent fails its streams, and the next call is served`(
    earlier: Int
  ) async throws {
    var config = Nghttp2ClientTransport.Config.defaults
    config.connection.keepalive = Self.keepalive
    let stream: Handler = { _, context in
      Response { writer in
        try await writer.write([1])
        try await context.cancellation.cancelled
        return [:]
      }
    }
    try await withServer(["Stream": stream, "Echo": Handlers.echo]) { _, port in
      let relay = try await Relay.listen(to: port)
      try await withClient(port: relay.port, config: config) { client in
        for _ in 0..<earlier { _ = try await client.messages("Echo", [[0]]) }
        let failure = try await client.call("Stream", options: .waitingForReady) { response in
          do {
            for try await _ in response.messages { relay.silence(true) }
            return nil as RPCError?
          } catch {
            return error as? RPCError
          }
        }
        #expect(failure?.code == .unavailable)
        relay.silence(false)
        let answers = try await client.messages("Echo", [[1]], options: .waitingForReady)
        #expect(answers == [[1]])
      }
      try await relay.close()
    }
  }
}
