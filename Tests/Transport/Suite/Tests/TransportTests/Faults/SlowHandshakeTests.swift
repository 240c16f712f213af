import GRPCCore
import GRPCNghttp2Transport
import NIOCore
import Testing

/// Peers that connect, and then do not say that they speak HTTP/2.
@Suite(.serialized, .timeLimit(.minutes(1))) struct SlowHandshakeTests {
  @Test(arguments: [[], [RawFrame.settings.octets[0]], Array(RawFrame.settings.octets.dropLast())])
  func `A server that sends no SETTINGS fails the call in the time that connecting may take`(
    octets: [UInt8]
  ) async throws {
    var config = Nghttp2ClientTransport.Config.defaults
    config.connection.connectTimeout = .milliseconds(100)
    let accepted = Events<RawConnection>()
    let listener = try await RawConnection.listen { accepted.send($0) }
    let port = listener.localAddress?.port ?? 0
    let code = try await withClient(port: port, config: config) { client in
      async let error = client.error("Any")
      let server = try await accepted.next()
      // The client may have given up by then.
      try? await server.send(octets)
      return await error?.code
    }
    #expect(code == .unavailable)
    try await listener.close()
  }

  @Test func `A client that does not finish its preface does not keep a server from ending`()
    async throws
  {
    let peers = try await withServer(["Echo": Handlers.echo]) { _, port in
      var peers: [RawConnection] = []
      for count in 0..<RawFrame.preface.count {
        let peer = try await RawConnection.connect(port: port)
        try await peer.send(Array(RawFrame.preface.prefix(count)))
        peers.append(peer)
      }
      let answers = try await withClient(port: port) { try await $0.messages("Echo", [[1]]) }
      #expect(answers == [[1]])
      return peers
    }
    // The server has ended.
    for peer in peers { _ = try await peer.framesToTheEnd() }
    #expect(peers.count == 24)
  }
}
