import HTTP2
import Referee
import Testing

/// What a server sees of a referee that is its client.
@Suite struct GuiseTests {
  private func headers(_ guise: Guise, timeout: Duration? = nil) async throws -> [Header] {
    var options = PeerOptions()
    options.guise = guise
    let both = try await Conversation(client: options)
    let (_, served) = try await both.call(metadata: [Header("x-class", "7b")], timeout: timeout)
    await both.close()
    return try #require(served).headers
  }

  @Test(arguments: Guise.allCases)
  func `Nothing in a request says that it is the referee's`(guise: Guise) async throws {
    var options = PeerOptions()
    options.guise = guise
    let both = try await Conversation(client: options)
    let (_, served) = try await both.call()
    let headers = try #require(served).headers
    #expect(headers.first(":authority") == "127.0.0.1:\(both.server.port)")
    for header in headers {
      let words = "\(header)".lowercased()
      #expect(!["referee", "datahub", "grade", "judge", "nghttp2"].contains { words.contains($0) })
    }
    await both.close()
  }

  @Test(arguments: Guise.allCases)
  func `A request has what gRPC asks for, and pseudo-header fields first`(guise: Guise)
    async throws
  {
    let headers = try await headers(guise)
    #expect(
      Set(headers.prefix(4).map(\.name)) == [":method", ":scheme", ":path", ":authority"])
    #expect(headers.first("te") == "trailers")
    #expect(headers.first("content-type") == "application/grpc")
    #expect(headers.first("grpc-timeout") == nil)
    #expect(headers.last == Header("x-class", "7b"))
  }

  @Test func `Clients are told apart as in life`() async throws {
    var agents: [String?] = []
    for guise in Guise.allCases { agents.append(try await headers(guise).first("user-agent")) }
    #expect(Set(agents).count == agents.count)
    #expect(agents.contains(nil))
  }

  @Test(arguments: [
    (Duration.zero, "0n"), (.seconds(-1), "0n"), (.nanoseconds(9_999_999), "9999999n"),
    (.milliseconds(10), "10000u"), (.milliseconds(2_500), "2500000u"), (.seconds(10), "10000m"),
    (.seconds(9_999), "9999000m"), (.seconds(10_000), "10000S"),
    (.seconds(100_000_000_000), "9999999S"),
  ])
  func `A deadline takes seven digits at most`(timeout: Duration, said: String) async throws {
    #expect(try await headers(.grpcGo, timeout: timeout).first("grpc-timeout") == said)
  }
}
