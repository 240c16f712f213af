import GRPCCore
import HTTP2
import Testing

/// What an endpoint has to send, or may not, whatever its peer does.
@Suite(.serialized, .timeLimit(.minutes(1))) struct SentFramesTests {
  @Test func `3.4, 8.4 A client's first frame is SETTINGS, which say that it wants no pushes`()
    async throws
  {
    let first = Events<RawFrame?>()
    _ = try await withRawServer(settles: false) { server in
      var reader = FrameReader(server)
      first.send(try await reader.next())
      try await server.close()
    } call: {
      await $0.error("Any")
    }
    let settings = try #require(try await first.next())
    #expect(settings.type == .settings)
    let parameters = stride(from: 0, to: settings.payload.count, by: 6).map {
      Array(settings.payload[$0..<($0 + 6)])
    }
    #expect(parameters.contains([0, 2, 0, 0, 0, 0]))
  }

  @Test func `4.2 Headers larger than a frame are sent in several of 16,384 octets at most`()
    async throws
  {
    let value = String(repeating: "~", count: 20_000)
    let seen = Events<[RawFrame]>()
    let answers = try await withRawServer(settles: false) { server in
      try await server.send(.settings, .settingsAck)
      var (reader, frames) = (FrameReader(server), [RawFrame]())
      while let frame = try await reader.next() {
        frames.append(frame)
        if frame.endsStream { break }
      }
      seen.send(frames)
      try await server.send(.response(1), .trailers(1))
    } call: {
      try await $0.messages("Any", metadata: ["x": "\(value)"])
    }
    #expect(answers == [])
    let block = try await seen.next().filter {
      $0.type == .headers || $0.type == .continuation
    }
    #expect(block.map(\.type) == [.headers, .continuation])
    #expect(block.allSatisfy { $0.payload.count <= 16_384 })
  }

  @Test func `8.1 The end of a call with one message is in the frame of that message`() async throws
  {
    let calls = 100
    let empty = Events<Int>()
    try await withRawServer(settles: false) { server in
      try await server.send(.settings, .settingsAck)
      var (reader, count) = (FrameReader(server), 0)
      for _ in 0..<calls {
        while let frame = try await reader.next() {
          if frame.type == .data, frame.payload.isEmpty { count += 1 }
          guard frame.endsStream else { continue }
          try await server.send(.response(frame.stream), .trailers(frame.stream))
          break
        }
      }
      empty.send(count)
    } call: { client in
      for _ in 0..<calls { _ = try await client.messages("Any", [[1]]) }
    }
    // The processor may be busy with something else for a moment.
    #expect(try await empty.next() <= 2)
  }

  @Test func `5.4.1 GOAWAY names the last stream that was processed`() async throws {
    try await withServer(["Wait": Handlers.wait]) { _, port in
      var (peer, reader) = try await RawConnection.open(port: port)
      try await peer.send(.request(1, "Wait"), .request(3, "Wait"), .data(0, [0]))
      let goAway = try await reader.first { $0.type == .goAway }
      #expect(goAway?.payload.prefix(8) == [0, 0, 0, 3, 0, 0, 0, 1])
      #expect(try await reader.next() == nil)
    }
  }

  @Test func `6.5.2 While SETTINGS_MAX_CONCURRENT_STREAMS is 0, calls wait`() async throws {
    let answers = try await withRawServer(settles: false) { server in
      try await server.send(.settings((.maxConcurrentStreams, 0)), .settingsAck, .ping)
      var reader = FrameReader(server)
      let pong = RawFrame.ping.with(\.flags, RawFrame.Flag.ack)
      let first = try await reader.first { $0 == pong || $0.type == .headers }
      #expect(first == pong)
      try await server.send(.settings((.maxConcurrentStreams, 1)))
      _ = try await reader.first { $0.stream == 1 && $0.endsStream }
      try await server.send(.response(1), .data(1, framed([1])), .trailers(1))
    } call: {
      try await $0.messages("Any")
    }
    #expect(answers == [[1]])
  }

  @Test func `8.1 A response that is complete before its request is taken, though a reset follows`()
    async throws
  {
    let (count, failed) = (Events<Int>(), Events<Void>())
    _ = try await withRawServer { server in
      try await server.send(
        .response(1), .data(1, framed([1])), .trailers(1), .reset(1, code: 0))
    } call: { client in
      try await client.call("Upload") { writer in
        do {
          while true { try await writer.write([UInt8](repeating: 0, count: 10_000)) }
        } catch {
          failed.send()
        }
      } response: { response in
        count.send(try await response.messages.reduce(0) { count, _ in count + 1 })
      }
    }
    #expect(try await count.next() == 1)
    try await failed.next()
  }

  @Test func `RFC 7541, 4.2 A table that the peer makes smaller is acknowledged in the next block`()
    async throws
  {
    try await withServer(["Echo": Handlers.echo]) { _, port in
      var (peer, reader) = try await RawConnection.open(
        port: port, settings: .settings((.headerTableSize, 0)))
      try await peer.send(Side.client.call.flatMap(\.octets))
      let headers = try await reader.first { $0.type == .headers }
      #expect(headers?.payload.first == 0x20)
      try await peer.close()
    }
  }
}
