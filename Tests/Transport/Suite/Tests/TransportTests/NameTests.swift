import GRPCCore
import NIOCore
import NIOPosix
import Testing

@testable import GRPCNghttp2Transport

/// Names with several addresses, of which some are no use (gRFC A61).
@Suite(.ours("It gives a name its addresses."), .timeLimit(.minutes(1)))
struct NameTests {
  /// Calls Echo on a server whose name has addresses with these ports.
  private func call(
    ports: [Int], config: Nghttp2ClientTransport.Config = .defaults
  ) async throws -> Result<[[UInt8]], any Error> {
    let transport = Nghttp2ClientTransport(
      target: .dns(host: "several.test", port: 1), config: config,
      serviceConfig: ServiceConfig(), eventLoopGroup: MultiThreadedEventLoopGroup.singleton,
      lookUp: { _, _ in try ports.map { try .init(ipAddress: "127.0.0.1", port: $0) } })
    let client = Client(on: transport)
    return try await withThrowingDiscardingTaskGroup { group in
      group.addTask { try await client.runConnections() }
      defer { client.beginGracefulShutdown() }
      do {
        return .success(try await client.messages("Echo", [[1]]))
      } catch {
        return .failure(error)
      }
    }
  }

  /// Runs `body` with the port of a server that accepts connections and closes them.
  private func withRefusal<Result: Sendable>(
    _ answer: [UInt8] = [], _ body: (Int) async throws -> Result
  ) async throws -> Result {
    let listener = try await RawConnection.listen { raw in
      Task {
        if !answer.isEmpty { try await raw.send(answer) }
        try await raw.close()
      }
    }
    let result = try await body(listener.localAddress?.port ?? 0)
    try await listener.close()
    return result
  }

  @Test func `An address that accepts and closes is followed by the next`() async throws {
    try await withServer(["Echo": Handlers.echo]) { _, port in
      try await withRefusal { first in
        try await withRefusal { second in
          let answers = try await call(ports: [first, second, port]).get()
          #expect(answers == [[1]])
        }
      }
    }
  }

  @Test func `One that refuses connections is followed by the next, too`() async throws {
    try await withServer(["Echo": Handlers.echo]) { _, port in
      let answers = try await call(ports: [1, port]).get()
      #expect(answers == [[1]])
    }
  }

  @Test func `One that accepts and says nothing is followed by the next, when its time is over`()
    async throws
  {
    var config = Nghttp2ClientTransport.Config.defaults
    config.connection.connectTimeout = .milliseconds(500)
    try await withServer(["Echo": Handlers.echo]) { _, port in
      let silent = try await RawConnection.listen { _ in }
      let answers = try await call(
        ports: [silent.localAddress?.port ?? 0, port], config: config
      ).get()
      #expect(answers == [[1]])
      try await silent.close()
    }
  }

  @Test func `When all have failed, the last one's reason is told`() async throws {
    try await withRefusal { first in
      try await withRefusal(Array("HTTP/1.1 400 Bad Request\r\n\r\n".utf8)) { second in
        let result = try await call(ports: [first, second])
        let error = #expect(throws: RPCError.self) { try result.get() }
        #expect(error?.code == .unavailable)
        #expect(
          error?.message
            == "cannot connect to several.test:1: the server answered in HTTP/1.1")
      }
    }
  }
}
