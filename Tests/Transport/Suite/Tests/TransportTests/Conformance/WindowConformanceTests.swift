import GRPCCore
import HTTP2
import Testing

/// RFC 9113, section 6.9: what a server sends, and what it lets its peer send.
@Suite(.serialized, .timeLimit(.minutes(1))) struct WindowConformanceTests {
  private static let request: [RawFrame] = [
    .request(1, "Echo"), .data(1, framed([UInt8](repeating: 5, count: 15)), endStream: true),
  ]

  @Test func `6.9.1 No more DATA is sent than a stream's window lets out`() async throws {
    try await withServer(["Echo": Handlers.echo]) { _, port in
      var (peer, reader) = try await RawConnection.open(
        port: port, settings: .settings((.initialWindowSize, 1)))
      try await peer.send(Self.request.flatMap(\.octets))
      for _ in 1..<20 {
        let data = try await reader.first { $0.type == .data }
        #expect(data?.payload.count == 1)
        let more = try await peer.settle(&reader)
        #expect(more == [])
        try await peer.send(.windowUpdate(1, by: 1))
      }
      #expect(try await reader.first { $0.endsStream } != nil)
      try await peer.close()
    }
  }

  @Test func `6.9.2 A window can become negative, and lets nothing out until it is positive`()
    async throws
  {
    try await withServer(["Echo": Handlers.echo]) { _, port in
      var (peer, reader) = try await RawConnection.open(
        port: port, settings: .settings((.initialWindowSize, 10)))
      try await peer.send(Self.request.flatMap(\.octets))
      let data = try await reader.first { $0.type == .data }
      #expect(data?.payload.count == 10)
      try await peer.send(.settings((.initialWindowSize, 3)), .windowUpdate(1, by: 7))
      #expect(try await peer.settle(&reader) == [.settingsAck])
      try await peer.send(.windowUpdate(1, by: 1))
      let next = try await reader.first { $0.type == .data }
      #expect(next?.payload.count == 1)
      try await peer.close()
    }
  }

  @Test func `6.9.1 No more DATA is sent than the connection's window lets out`() async throws {
    let flood = Handlers.flood(size: 10_000)
    try await withServer(["Flood": flood]) { _, port in
      let settings = RawFrame.settings((.initialWindowSize, 0x7fff_ffff))
      var (peer, reader) = try await RawConnection.open(port: port, settings: settings)
      try await peer.send(.request(1, "Flood"), .request(3, "Flood"))
      var octets = 0
      while octets < 65_535 {
        guard let frame = try await reader.next() else { break }
        #expect(frame.payload.count <= 16_384)
        if frame.type == .data { octets += frame.payload.count }
      }
      #expect(octets == 65_535)
      #expect(try await peer.settle(&reader).allSatisfy { $0.type != .data })
      try await peer.send(.windowUpdate(0, by: 1))
      let next = try await reader.first { $0.type == .data }
      #expect(next?.payload.count == 1)
      try await peer.close()
    }
  }

  @Test func `6.9.1 What padding takes of a window is given back`() async throws {
    try await withServer(["Echo": Handlers.echo]) { _, port in
      var (peer, reader) = try await RawConnection.open(port: port)
      try await peer.send(.request(1, "Echo"))
      let message = framed([UInt8](repeating: 5, count: 195))
      try await peer.send(message.flatMap { RawFrame.padded(1, [$0], padding: 255).octets })
      let update = try await reader.first {
        $0.type == .windowUpdate && $0.stream == 1
      }
      #expect(update != nil)
      try await peer.close()
    }
  }

  @Test func `6.9.1 A client sends no more DATA than a stream's window lets out`() async throws {
    let answers = try await withRawServer(settles: false) { server in
      try await server.send(.settings((.initialWindowSize, 1)), .settingsAck)
      var reader = FrameReader(server)
      for _ in 0..<9 {
        let data = try await reader.first { $0.type == .data }
        #expect(data?.payload.count == 1)
        let more = try await server.settle(&reader)
        #expect(more.allSatisfy { $0.type != .data })
        try await server.send(.windowUpdate(1, by: 1))
      }
      _ = try await reader.first { $0.endsStream }
      try await server.send(.response(1), .trailers(1))
    } call: {
      try await $0.messages("Any", [[1, 2, 3, 4, 5]])
    }
    #expect(answers == [])
  }
}
