import GRPCCore
import GRPCNghttp2Transport
import Testing

@Suite struct RPCKindTests {
  private static let echo: Handler = { request, _ in
    Response { writer in
      for try await message in request.messages { try await writer.write(message) }
      return [:]
    }
  }

  @Test func `A bidirectional call answers each message before the next`() async throws {
    try await withServer(["Echo": Self.echo]) { _, port in
      try await withClient(port: port) { client in
        let (answers, answered) = AsyncStream.makeStream(of: [UInt8].self)
        try await client.call("Echo") { writer in
          var answers = answers.makeAsyncIterator()
          for value in UInt8(0)..<100 {
            try await writer.write([value])
            #expect(await answers.next() == [value])
          }
        } response: { response in
          for try await message in response.messages { answered.yield(message) }
        }
      }
    }
  }
}
