import GRPCCore
import Testing

/// Calls between a client and a server with a bad line between them.
@Suite(.serialized, .timeLimit(.minutes(1))) struct RelayedCallTests {
  @Test(arguments: [Relay.Direction.fromClient, .fromServer])
  func `A call cut anywhere is UNAVAILABLE, and its handler ends`(
    direction: Relay.Direction
  ) async throws {
    let handlers = HandlerCount()
    try await withServer(["Echo": handlers.counting(Handlers.echo)]) { _, port in
      let relay = try await Relay.listen(to: port)
      var count = 0
      while true {
        relay.become(.cut(direction, after: count))
        let error = try await withClient(port: relay.port) { await $0.error("Echo", [[1, 2, 3]]) }
        guard let error else { break }
        #expect(error.code == .unavailable, "cut after \(count)")
        count += 7
      }
      // The whole of what that side says in a call is longer than this.
      #expect(count > 50)
      try await relay.close()
      try await handlers.allHaveEnded()
      #expect(handlers.started > 0)
    }
  }

  @Test func `A call passes octet by octet, both ways`() async throws {
    try await withServer(["Echo": Handlers.echo]) { _, port in
      let relay = try await Relay.listen(to: port, .octetByOctet)
      let messages = [[], [1], [UInt8](repeating: 2, count: 300), [3]]
      let answers = try await withClient(port: relay.port) {
        try await $0.messages("Echo", messages, metadata: ["x": "y"])
      }
      #expect(answers == messages)
      try await relay.close()
    }
  }

  @Test func `A server that is gone fails the stream; the next call finds the one that follows`()
    async throws
  {
    let relay = try await Relay.listen(to: 1)
    try await withClient(port: relay.port) { client in
      for number in UInt8(0)..<3 {
        let stream: Handler = { _, context in
          Response { writer in
            try await writer.write([number])
            try await context.cancellation.cancelled
            return [:]
          }
        }
        try await withServer(["Stream": stream]) { _, port in
          relay.redirect(to: port)
          let received = Events<[UInt8]>()
          let failure = try await client.call("Stream", options: .waitingForReady) { response in
            do {
              for try await message in response.messages {
                received.send(message)
                await relay.cut()
              }
              return nil as RPCError?
            } catch {
              return error as? RPCError
            }
          }
          #expect(failure?.code == .unavailable)
          #expect(received.takeAll() == [[number]])
        }
      }
    }
    try await relay.close()
  }
}

extension CallOptions {
  static var waitingForReady: Self {
    var options = CallOptions.defaults
    options.waitForReady = true
    return options
  }
}
