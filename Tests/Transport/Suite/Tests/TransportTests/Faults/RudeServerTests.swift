import GRPCCore
import HTTP2
import Testing

/// Servers that send their client too much.
@Suite(.serialized, .timeLimit(.minutes(1))) struct RudeServerTests {
  @Test(arguments: Flood.ofFrames)
  func `A flood of frames ends its call, or is borne`(flood: Flood) async throws {
    let error = try await withRawServer { server in
      for first in stride(from: 0, to: 2_000, by: 100) {
        let frames = (first..<(first + 100)).flatMap { flood.round(UInt32(2 * $0 + 3)) }
        try? await server.send(frames.flatMap(\.octets))
      }
      try? await server.send(Side.server.call.flatMap(\.octets))
    } call: {
      await $0.error("Any")
    }
    // DATA comes before the response here, which makes that malformed.
    #expect(error == nil || error?.code == .unavailable || error?.code == .internalError)
  }

  @Test(arguments: [1, 100])
  func `Headers larger than announced fail their call alone`(octetsOfField: Int) async throws {
    let value = String(repeating: "x", count: octetsOfField)
    let many = [(String, String)](repeating: ("x-y", value), count: 20_000 / (octetsOfField + 35))
    let block = HeaderBlock.literals(Fields.response() + many)
    let (first, second) = try await withRawServer(settles: false) { server in
      try await server.send(.settings, .settingsAck)
      var reader = FrameReader(server)
      _ = try await reader.first { $0.stream == 1 && $0.endsStream }
      let cut = min(block.count, 16_000)
      let head = RawFrame(type: .headers, stream: 1, payload: Array(block[..<cut]))
      try await server.send(head, .continuation(1, Array(block[cut...])))
      try await server.send(.data(1, framed([1])), .trailers(1))
      _ = try await reader.first { $0.stream == 3 && $0.endsStream }
      try await server.send(.response(3), .trailers(3))
    } call: {
      (await $0.error("Any"), await $0.error("Any"))
    }
    #expect(first?.code == .internalError || first?.code == .resourceExhausted)
    #expect(second == nil)
  }

  @Test func `DATA beyond a stream's window fails its call`() async throws {
    let proceed = Events<Void>()
    let error = try await withRawServer { server in
      let message = framed([UInt8](repeating: 1, count: 16_000))
      try await server.send(.response(1))
      // The client may have closed the connection by the time that it is all sent.
      for _ in 0..<10 { try? await server.send(.data(1, message)) }
      let frames = try await server.frames {
        $0.type == .rstStream || $0.type == .goAway
      }
      #expect(frames?.last { $0.code != nil }?.code == 3)
      proceed.send()
    } call: { client in
      try await client.call("Any") { response in
        try await proceed.next()
        do {
          for try await _ in response.messages {}
          return nil as RPCError?
        } catch {
          return error as? RPCError
        }
      }
    }
    #expect(error?.code == .internalError || error?.code == .unavailable)
  }

  @Test(arguments: [[], [RawFrame.response(1)], [.response(1), .data(1, [0, 0])]])
  func `A connection that is reset fails its call with UNAVAILABLE`(
    frames: [RawFrame]
  ) async throws {
    let code = try await withRawServer { server in
      try await server.send(frames.flatMap(\.octets))
      try await server.abort()
    } call: {
      await $0.error("Any")?.code
    }
    #expect(code == .unavailable)
  }
}
