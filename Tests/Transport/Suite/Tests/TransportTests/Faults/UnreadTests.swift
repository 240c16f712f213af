import GRPCCore
import GRPCNghttp2Transport
import HTTP2
import Testing

/// Peers that do not take from the system what was sent to them, whatever their windows say.
@Suite(.serialized, .timeLimit(.minutes(1))) struct UnreadTests {
  @Test func `A client that never reads makes its writer wait, and holds up nobody`() async throws {
    let (handlers, sent) = (HandlerCount(), Events<Int>())
    let flood = handlers.counting(Handlers.flood(size: 100_000, sent: sent))
    try await withServer(["Flood": flood, "Echo": Handlers.echo]) { _, port in
      let peer = try await Self.unread(port: port)
      try await withClient(port: port) { try await Self.becomesQuiet(sent, $0) }
      try await peer.close()
      try await handlers.allHaveEnded()
    }
  }

  @Test func `A client that never reads does not keep a server from ending in its time`()
    async throws
  {
    var config = Nghttp2ServerTransport.Config.defaults
    config.connection.maxGraceTime = .milliseconds(50)
    let (handlers, sent) = (HandlerCount(), Events<Int>())
    let flood = handlers.counting(Handlers.flood(size: 100_000, sent: sent))
    let methods = ["Flood": flood, "Echo": Handlers.echo]
    let peer = try await withServer(methods, config: config) { server, port in
      let peer = try await Self.unread(port: port)
      try await withClient(port: port) { try await Self.becomesQuiet(sent, $0) }
      server.beginGracefulShutdown()
      return peer
    }
    // The server has ended, though its client has not.
    #expect(handlers.started == 1)
    #expect(handlers.held == 0)
    try await peer.close()
  }

  @Test func `A client that never reads, and floods as well, is let go of`() async throws {
    let (handlers, sent) = (HandlerCount(), Events<Int>())
    let flood = handlers.counting(Handlers.flood(size: 100_000, sent: sent))
    try await withServer(["Flood": flood, "Echo": Handlers.echo]) { _, port in
      let peer = try await Self.unread(port: port)
      try await withClient(port: port) { try await Self.becomesQuiet(sent, $0) }
      let pings = [RawFrame](repeating: .ping, count: 200)
      try await peer.send(pings.flatMap(\.octets))
      // Its GOAWAY cannot be sent.
      try await handlers.allHaveEnded()
      #expect(handlers.started == 1)
      try await peer.close()
    }
  }

  @Test func `A client that asks ever more and reads no answer has its streams, and no more`()
    async throws
  {
    let handlers = HandlerCount()
    let methods = ["Ask": handlers.counting(Handlers.echo), "Echo": Handlers.echo]
    try await withServer(methods) { _, port in
      let (peer, _) = try await RawConnection.open(port: port)
      try await peer.stopReading()
      let body = framed([UInt8](repeating: 1, count: 1_000))
      for number in UInt32(0)..<2_000 {
        let (ask, data) = (
          RawFrame.request(2 * number + 1, "Ask"),
          RawFrame.data(2 * number + 1, body, endStream: true)
        )
        try? await peer.send(ask, data)
      }
      try await withClient(port: port) { client in
        let answers = try await client.messages("Echo", [[1]])
        #expect(answers == [[1]])
      }
      try await peer.close()
      try await handlers.allHaveEnded()
      #expect(handlers.most <= 1_000)
      #expect(handlers.started > 10)
    }
  }

  @Test func `A server that never reads makes its client's writer wait, and holds up nobody`()
    async throws
  {
    let sent = Events<Int>()
    try await withPair(["Echo": Handlers.echo]) { other in
      try await withRawServer(settles: false) { server in
        try await server.send(.settings((.initialWindowSize, 0x7fff_ffff)), .settingsAck)
        try await server.send(.windowUpdate(0, by: 0x7fff_0000))
        try await server.stopReading()
      } call: { client in
        let calling = Task {
          try await client.call("Upload") { writer in
            for count in 1... {
              try await writer.write([UInt8](repeating: 7, count: 100_000))
              sent.send(count)
            }
          } response: {
            try await $0.messages.reduce(0) { count, _ in count + 1 }
          }
        }
        try await Self.becomesQuiet(sent, other)
        calling.cancel()
        _ = await calling.result
      }
    }
  }

  /// A client whose windows let out all that one can, and that reads none of it.
  private static func unread(port: Int) async throws -> RawConnection {
    let (peer, _) = try await RawConnection.open(
      port: port, settings: .settings((.initialWindowSize, 0x7fff_ffff)))
    try await peer.send(.windowUpdate(0, by: 0x7fff_0000))
    try await peer.stopReading()
    try await peer.send(.request(1, "Flood"))
    return peer
  }

  /// Waits until nothing is written any more while another client's calls are served.
  private static func becomesQuiet(_ sent: Events<Int>, _ other: Client) async throws {
    var (count, quiet) = (0, 0)
    while quiet < 20 {
      let answers = try await other.messages("Echo", [[1]])
      #expect(answers == [[1]])
      let more = sent.takeAll()
      count = more.last ?? count
      quiet = more.isEmpty && count > 0 ? quiet + 1 : 0
    }
    // What the system's buffers hold, and not the two GiB that the windows would let out.
    #expect(count * 100_000 < 100 << 20)
  }
}
