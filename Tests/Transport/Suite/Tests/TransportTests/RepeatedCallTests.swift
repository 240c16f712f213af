import GRPCCore
import GRPCNghttp2Transport
import HTTP2
import NIOCore
import Testing

/// Calls that a server has not begun to process go over the next connection, once (gRFC A6).
@Suite(.ours("The official transport fails them."), .timeLimit(.minutes(1)))
struct RepeatedCallTests {
  private typealias Script = @Sendable (RawConnection, inout FrameReader) async throws -> Void

  /// Runs `call` against a server whose connections do what the scripts say, one after another.
  private func withServers<Result: Sendable>(
    _ scripts: [Script], call: (Client) async throws -> Result
  ) async throws -> Result {
    let accepted = Events<RawConnection>()
    let listener = try await RawConnection.listen { accepted.send($0) }
    let serving = Task {
      for script in scripts {
        let raw = try await accepted.next()
        var reader = FrameReader(raw)
        try await script(raw, &reader)
      }
    }
    let port = listener.localAddress?.port ?? 0
    let result = try await withClient(port: port) { try await call($0) }
    try await serving.value
    try await listener.close()
    return result
  }

  /// Answers the next call with what it sends.
  private static let echo: Script = {
    raw, reader in
    try await raw.send(.settings, .settingsAck)
    var message: [UInt8] = []
    var frame = try #require(try await reader.first { $0.type == .headers })
    while !frame.endsStream {
      frame = try #require(try await reader.first { $0.type == .data })
      message += frame.payload
    }
    let stream = frame.stream
    try await raw.send(.response(stream), .data(stream, message), .trailers(stream))
  }

  @Test func `A stream above GOAWAY's last goes over the next connection`() async throws {
    let answers = try await withServers([
      { raw, reader in
        try await raw.send(.settings, .settingsAck)
        _ = try await reader.first { $0.endsStream }
        try await raw.send(.goAway(last: 0))
      }, Self.echo,
    ]) { try await $0.messages("Any", [[1, 2, 3]]) }
    #expect(answers == [[1, 2, 3]])
  }

  @Test func `A call that waits for a stream goes over the next connection after GOAWAY`()
    async throws
  {
    let answers = try await withServers([
      { raw, reader in
        try await raw.send(.settings((.maxConcurrentStreams, 0)), .settingsAck, .ping)
        _ = try await reader.first { $0 == RawFrame.ping.with(\.flags, 1) }
        try await raw.send(.goAway(last: 0x7fff_ffff))
      }, Self.echo,
    ]) { try await $0.messages("Any", [[1, 2, 3]]) }
    #expect(answers == [[1, 2, 3]])
  }

  @Test func `A call that waits for a stream goes over the next connection when its own is lost`()
    async throws
  {
    let answers = try await withServers([
      { raw, reader in
        try await raw.send(.settings((.maxConcurrentStreams, 0)), .settingsAck, .ping)
        _ = try await reader.first { $0 == RawFrame.ping.with(\.flags, 1) }
        try await raw.close()
      }, Self.echo,
    ]) { try await $0.messages("Any", [[1, 2, 3]]) }
    #expect(answers == [[1, 2, 3]])
  }

  @Test func `A stream that is refused is opened again`() async throws {
    let answers = try await withServers([
      { raw, reader in
        try await raw.send(.settings, .settingsAck)
        _ = try await reader.first { $0.endsStream }
        try await raw.send(.reset(1, code: 7))
        var frame = try #require(try await reader.first { $0.stream == 3 && $0.type == .data })
        let message = frame.payload
        while !frame.endsStream { frame = try #require(try await reader.next()) }
        try await raw.send(.response(3), .data(3, message), .trailers(3))
      }
    ]) { try await $0.messages("Any", [[1, 2, 3]]) }
    #expect(answers == [[1, 2, 3]])
  }

  @Test func `A call that is refused twice fails with UNAVAILABLE`() async throws {
    let error = try await withServers([
      { raw, reader in
        try await raw.send(.settings, .settingsAck)
        for stream in [UInt32(1), 3] {
          _ = try await reader.first { $0.stream == stream && $0.endsStream }
          try await raw.send(.reset(stream, code: 7))
        }
      }
    ]) { await $0.error("Any") }
    #expect(error?.code == .unavailable)
  }

  @Test func `A call that the server may have begun is not repeated`() async throws {
    let error = try await withServers([
      { raw, reader in
        try await raw.send(.settings, .settingsAck)
        _ = try await reader.first { $0.stream == 1 && $0.endsStream }
        try await raw.close()
      }
    ]) { await $0.error("Any") }
    #expect(error?.code == .unavailable)
  }
}
