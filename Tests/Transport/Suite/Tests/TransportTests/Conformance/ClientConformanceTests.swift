import GRPCCore
import HTTP2
import Testing

/// A client's server breaks a rule, or does what a rule permits.
@Suite(.serialized, .timeLimit(.minutes(1))) struct ClientConformanceTests {
  @Test(arguments: ConformanceCase.client)
  func `A client reacts as RFC 9113 and RFC 7541 permit`(rule: ConformanceCase) async throws {
    let reactions = Events<Reaction>()
    let (first, second) = try await withRawServer(settles: false) { server in
      reactions.send(try await Self.play(rule, server))
    } call: { client in
      (await client.error("Any"), await client.error("Any"))
    }
    var reaction = try await reactions.next()
    if reaction == .ignored, first == nil { reaction = .served }
    rule.expect(reaction, knowing: Departure.client)
    let wasComplete = rule.frames.starts(with: Side.server.call)
    switch reaction {
    case .connectionError, .closed, .nextCallFailed:
      #expect(first?.code == .unavailable || wasComplete)
    case .streamError:
      #expect(first?.code == .internalError || wasComplete)
      #expect(second == nil)
    case .served, .ignored:
      #expect(second == nil)
    }
  }

  /// What the client does about `rule` up to its second call, which is answered.
  private static func play(
    _ rule: ConformanceCase, _ server: RawConnection
  ) async throws -> Reaction {
    var reader = FrameReader(server)
    if let opening = rule.opening {
      try await server.send(opening)
    } else {
      try await server.send(.settings, .settingsAck)
      _ = try await reader.first { $0.stream == 1 && $0.flags & 1 == 1 }
      try? await server.send(rule.frames.flatMap(\.octets))
    }
    var seen: [RawFrame] = []
    while let frame = try await reader.next() {
      seen.append(frame)
      if frame.type == .headers {
        try await server.send(.response(frame.stream), .trailers(frame.stream))
        #expect(rule.answers.allSatisfy(seen.contains))
        return Reaction(to: seen, on: 1, next: nil, isClosed: false)
      }
    }
    return Reaction(to: seen, on: 1, next: nil, isClosed: true)
  }
}
