import HTTP2
import Referee
import Testing

/// What bad callers leave behind: nothing.
@Suite(.serialized) struct MemoryTests {
  @Test func `Memory is back where it was`() async throws {
    try await FinishedServer.run { server in
      // The first rounds fill what is kept for good: buffers, caches, the allocator's arenas.
      for _ in 0..<10 { try await round(server) }
      let before = try #require(server.program.residentMemory)
      for _ in 0..<20 { try await round(server) }
      let after = try #require(server.program.residentMemory)
      #expect(after - before < 8 << 20, "\(before) octets before, \(after) after")
    }
  }

  /// Each kind of bad input once, on one connection, which is cut in the end.
  private func round(_ server: FinishedServer) async throws {
    let client = try await server.connect()
    for bad in Bad.all {
      let call = try await client.call(Path.upload)
      try await call.send(bytes: bad.octets, endStream: true)
      #expect(await call.end() != nil, "\(bad.name)")
    }
    for point in BreakingOff.allCases {
      let call = try await client.call(Path.exchange)
      try await point.play(call)
      try await call.reset()
      try await point.play(try await client.call(Path.subscribe))
    }
    try await client.ping()
    await client.cut()
  }
}
