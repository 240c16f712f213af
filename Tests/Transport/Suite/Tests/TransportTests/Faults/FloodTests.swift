import GRPCCore
import GRPCNghttp2Transport
import HTTP2
import Testing

/// Clients that send very much of what costs them little.
@Suite(.serialized, .timeLimit(.minutes(1))) struct FloodTests {
  @Test(arguments: Flood.ofFrames)
  func `A flood of frames is borne or ended, and others are served`(flood: Flood) async throws {
    let methods = ["Wait": Handlers.wait, "Echo": Handlers.echo]
    try await withServer(methods) { _, port in
      let reaction = try await Self.reaction(of: port, to: flood, rounds: 2_000)
      #expect(flood.allowed.contains(reaction), "\(reaction)")
    }
  }

  @Test(arguments: Flood.ofStreams)
  func `A flood of streams that end at once is ended, and so are its handlers`(
    flood: Flood
  ) async throws {
    var config = Nghttp2ServerTransport.Config.defaults
    config.limits.resetsPerSecond = 10
    let handlers = HandlerCount()
    let methods = ["Wait": handlers.counting(Handlers.wait), "Echo": Handlers.echo]
    try await withServer(methods, config: config) { _, port in
      let reaction = try await Self.reaction(of: port, to: flood, rounds: 2_000)
      #expect(flood.allowed.contains(reaction), "\(reaction)")
      try await handlers.allHaveEnded()
      // The streams that a connection may have, and some resets.
      #expect(handlers.started <= 1_200)
    }
  }

  @Test(arguments: [0, 1, 1000])
  func `A field block without end is cut off, however little each frame adds`(
    fields: Int
  ) async throws {
    let handlers = HandlerCount()
    let methods = ["Wait": handlers.counting(Handlers.wait), "Echo": Handlers.echo]
    try await withServer(methods) { _, port in
      let (peer, _) = try await RawConnection.open(port: port)
      try await peer.send(
        RawFrame(type: .headers, stream: 1, payload: Side.client.block))
      // Whole fields, from none to many.
      let block = HeaderBlock.literals(
        [(String, String)](repeating: ("x", ""), count: fields))
      let frames = (0..<100).flatMap { _ in
        RawFrame.continuation(1, block, endHeaders: false).octets
      }
      // Ends when the server closes the connection.
      do { while true { try await peer.send(frames) } } catch {}
      let answers = try await withClient(port: port) { try await $0.messages("Echo", [[1]]) }
      #expect(answers == [[1]])
      #expect(handlers.started == 0)
    }
  }

  /// What a server does about so many rounds, while it serves another client.
  private static func reaction(
    of port: Int, to flood: Flood, rounds: Int
  ) async throws -> Reaction {
    var (peer, reader) = try await RawConnection.open(port: port)
    let last = UInt32(2 * rounds + 3)
    try await peer.send(.request(1, "Wait"))
    async let sending: Void = {
      for first in stride(from: 0, to: rounds, by: 100) {
        let frames = (first..<(first + 100)).flatMap { flood.round(UInt32(2 * $0 + 3)) }
        try? await peer.send(frames.flatMap(\.octets))
      }
      try? await peer.send(Side.client.call.flatMap { $0.with(\.stream, last).octets })
    }()
    async let answers = withClient(port: port) { client in
      for number in UInt8(0)..<20 {
        let answers = try await client.messages("Echo", [[number]])
        #expect(answers == [[number]])
      }
    }
    var seen: [RawFrame] = []
    while let frame = try await reader.next() {
      seen.append(frame)
      if frame.stream == last, frame.endsStream { break }
    }
    let isClosed = seen.last?.stream != last
    await sending
    try await answers
    try await peer.close()
    return Reaction(to: seen, on: 1, next: last, isClosed: isClosed)
  }
}
