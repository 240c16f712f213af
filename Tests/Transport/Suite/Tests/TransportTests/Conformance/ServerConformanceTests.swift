import HTTP2
import Testing

/// A server's peer breaks a rule, or does what a rule permits.
@Suite(.serialized, .timeLimit(.minutes(1))) struct ServerConformanceTests {
  @Test(arguments: ConformanceCase.server)
  func `A server reacts as RFC 9113 and RFC 7541 permit`(rule: ConformanceCase) async throws {
    try await withServer(["Echo": Handlers.echo, "Wait": Handlers.wait]) { _, port in
      let peer = try await RawConnection.connect(port: port)
      var reader = FrameReader(peer)
      try await Self.open(rule, peer, &reader)
      var seen: [RawFrame] = []
      if !rule.before.isEmpty {
        try await peer.send(rule.before.flatMap(\.octets))
        let end = try await reader.first { $0.stream == rule.stream && $0.endsStream }
        seen.append(try #require(end))
      }
      // The server may have closed the connection by the time that it is all sent.
      try? await peer.send((rule.frames + Self.nextCall).flatMap(\.octets))
      var isClosed = false
      while !Self.isOver(rule, seen) {
        guard let frame = try await reader.next() else {
          isClosed = true
          break
        }
        seen.append(frame)
      }
      try await peer.close()
      let reaction = Reaction(to: seen, on: rule.stream, next: Self.next, isClosed: isClosed)
      rule.expect(reaction, knowing: Departure.server)
      #expect(rule.answers.allSatisfy(seen.contains))
    }
  }

  /// The stream of a call that shows whether the connection is in order.
  private static let next: UInt32 = 1001
  private static let nextCall: [RawFrame] = Side.client.call.map { $0.with(\.stream, next) }

  private static func open(
    _ rule: ConformanceCase, _ peer: RawConnection, _ reader: inout FrameReader
  ) async throws {
    if let opening = rule.opening {
      try await peer.send(opening)
    } else {
      try await peer.send(RawFrame.preface + RawFrame.settings.octets)
      _ = try await reader.first { $0.type == .settings }
      _ = try await reader.first { $0 == .settingsAck }
      try await peer.send(.settingsAck)
    }
  }

  private static func isOver(_ rule: ConformanceCase, _ seen: [RawFrame]) -> Bool {
    seen.contains { $0.stream == next && ($0.endsStream || $0.type == .rstStream) }
      && rule.isAnswered(by: seen, rule.reactions(knowing: Departure.server))
  }
}
