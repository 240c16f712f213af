import GRPCCore
import GRPCNghttp2Transport
import Testing

/// What nghttp2 does not take is told, and not found out by waiting.
@Suite(.ours("The official one has a precondition."), .timeLimit(.minutes(1)))
struct ConfigurationTests {
  @Test(arguments: [-1, 1 << 31])
  func `A server whose window is out of range does not listen, and says why`(
    window: Int
  ) async throws {
    var config = Nghttp2ServerTransport.Config.defaults
    config.http2.targetWindowSize = window
    let transport = Nghttp2ServerTransport(
      address: .ipv4(host: "127.0.0.1", port: 0), config: config)
    let error = await #expect(throws: ListeningError.self) {
      try await transport.listen { _, _ in }
    }
    #expect(error?.description.hasPrefix("nghttp2 refuses the configuration: ") == true)
  }

  @Test(arguments: [1, 1 << 24])
  func `A client whose frame size is out of range fails its calls, and says why`(
    size: Int
  ) async throws {
    var config = Nghttp2ClientTransport.Config.defaults
    config.http2.maxFrameSize = size
    try await withServer(["Echo": Handlers.echo]) { _, port in
      try await withClient(port: port, config: config) { client in
        let error = await client.error("Echo")
        #expect(error?.code == .unavailable)
        #expect(error?.message.contains("nghttp2 refuses the configuration: ") == true)
      }
    }
  }
}
