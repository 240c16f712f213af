import GRPCCore
import Testing

/// The four kinds, as gRPC's interoperability tests name and size them.
@Suite(.timeLimit(.minutes(1))) struct RPCKindTests {
  /// Answers each message, a size in decimal, with that many octets.
  private static let sized: Handler = { request, _ in
    Response { writer in
      for try await message in request.messages {
        let size = Int(String(decoding: message, as: UTF8.self)) ?? 0
        try await writer.write([UInt8](repeating: 1, count: size))
      }
      return [:]
    }
  }

  @Test func `empty_unary: no octets in, no octets out`() async throws {
    try await withPair(["Echo": Handlers.echo]) { client in
      let answers = try await client.messages("Echo", [[]])
      #expect(answers == [[]])
    }
  }

  @Test func `large_unary: messages larger than a window arrive whole`() async throws {
    let message = (0..<314_159).map { UInt8(truncatingIfNeeded: $0 &* 31) }
    try await withPair(["Echo": Handlers.echo]) { client in
      let answers = try await client.messages("Echo", [message])
      #expect(answers == [message])
    }
  }

  @Test func `client_streaming: one answer to all messages`() async throws {
    let sizes = [27182, 8, 1828, 45904]
    try await withPair(["Count": Handlers.count]) { client in
      let request = sizes.map { [UInt8](repeating: 0, count: $0) }
      let answers = try await client.messages("Count", request)
      #expect(answers == [Array("74922".utf8)])
    }
  }

  @Test func `server_streaming: many answers to one message, in order`() async throws {
    let sizes = [31415, 9, 2653, 58979]
    let handler: Handler = { _, _ in
      Response { writer in
        for size in sizes { try await writer.write([UInt8](repeating: 2, count: size)) }
        return [:]
      }
    }
    try await withPair(["Stream": handler]) { client in
      let answers = try await client.messages("Stream", [[]]).map(\.count)
      #expect(answers == sizes)
    }
  }

  @Test func `ping_pong: each message is answered before the next`() async throws {
    let sizes = [(27182, 31415), (8, 9), (1828, 2653), (45904, 58979)]
    try await withPair(["Sized": Self.sized]) { client in
      let answers = Events<Int>()
      try await client.call("Sized") { writer in
        for (_, size) in sizes {
          try await writer.write(Array("\(size)".utf8))
          #expect(try await answers.next() == size)
        }
      } response: { response in
        for try await message in response.messages { answers.send(message.count) }
      }
    }
  }

  @Test func `empty_stream: nothing either way is a complete call`() async throws {
    try await withPair(["Echo": Handlers.echo]) { client in
      let answers = try await client.messages("Echo")
      #expect(answers == [])
    }
  }

  @Test func `Ten thousand small messages arrive in order both ways`() async throws {
    let messages = (0..<10_000).map { Array("\($0)".utf8) }
    try await withPair(["Echo": Handlers.echo]) { client in
      let answers = try await client.messages("Echo", messages)
      #expect(answers == messages)
    }
  }

  @Test func `A hundred calls share one connection`() async throws {
    try await withPair(["Echo": Handlers.echo]) { client in
      try await withThrowingTaskGroup(of: Bool.self) { group in
        for number in UInt8(0)..<100 {
          group.addTask {
            let messages = [[UInt8]](repeating: [number], count: 20)
            return try await client.messages("Echo", messages) == messages
          }
        }
        for try await isEcho in group { #expect(isEcho) }
      }
    }
  }
}
