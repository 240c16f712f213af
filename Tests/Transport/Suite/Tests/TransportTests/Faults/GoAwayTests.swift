import GRPCCore
import Testing

/// A server that says goodbye while calls are under way.
@Suite(.timeLimit(.minutes(1))) struct GoAwayTests {
  @Test func `A call above the last stream is UNAVAILABLE, and those below go on`() async throws {
    let began = Events<Void>()
    let (first, second) = try await withRawServer(settles: false) { server in
      var reader = try await Self.settled(server)
      began.send()
      _ = try await reader.first { $0.stream == 3 && $0.endsStream }
      try await server.send(.goAway(last: 1), .response(1), .data(1, framed([1])), .trailers(1))
    } call: { client in
      async let first = client.messages("First")
      try await began.next()
      async let second = client.error("Second")
      return (try await first, await second)
    }
    #expect(first == [[1]])
    #expect(second?.code == .unavailable)
  }

  @Test func `An announcement leaves calls alone, and so does the last word`() async throws {
    let answers = try await withRawServer(settles: false) { server in
      _ = try await Self.settled(server)
      try await server.send(
        .goAway(last: 0x7fff_ffff), .response(1), .goAway(last: 1), .data(1, framed([1])),
        .trailers(1))
    } call: {
      try await $0.messages("Any")
    }
    #expect(answers == [[1]])
  }

  @Test func `The reason that a server gives is told`() async throws {
    let error = try await withRawServer(settles: false) { server in
      _ = try await Self.settled(server)
      try await server.send(.goAway(last: 0, code: 0xb, "too_many_pings"))
      try await server.close()
    } call: {
      await $0.error("Any")
    }
    #expect(error?.code == .unavailable)
    #expect(error?.message.contains("ENHANCE_YOUR_CALM") == true)
    #expect(error?.message.contains("too_many_pings") == true)
  }

  @Test func `A server that leaves at once fails the call, and does not keep it waiting`()
    async throws
  {
    let error = try await withRawServer(settles: false) { server in
      try await server.send(.settings, .goAway(), .settingsAck)
      try await server.close()
    } call: {
      await $0.error("Any")
    }
    #expect(error?.code == .unavailable)
  }

  /// Opens the connection, and waits for all of the first request.
  private static func settled(_ server: RawConnection) async throws -> FrameReader {
    try await server.send(.settings, .settingsAck)
    var reader = FrameReader(server)
    _ = try await reader.first { $0.stream == 1 && $0.endsStream }
    return reader
  }
}
