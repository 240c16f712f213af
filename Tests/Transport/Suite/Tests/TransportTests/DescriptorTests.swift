import GRPCCore
import GRPCNghttp2Transport
import Testing

/// Each in a process of its own, as it takes all the descriptors that there are.
@Suite(.timeLimit(.minutes(1))) struct DescriptorTests {
  @Test func `A server without descriptors serves whom it has, and accepts again later`() async {
    await #expect(processExitsWith: .success) {
      try await withServer(["Echo": Handlers.echo, "Wait": Handlers.wait]) { _, port in
        try await withClient(port: port) { client in
          _ = try await client.messages("Echo", [[1]])
          var descriptors = Descriptors.takeAll()
          let descriptor = descriptors.freeOne()
          try await withClient(port: port) { late in
            async let answers = late.messages("Echo", [[2]])
            // The system takes the connection, and the server cannot.
            while !Descriptors.isOpen(descriptor) { await Task.yield() }

            let before = ProcessorTime.now
            var options = CallOptions.defaults
            options.timeout = .milliseconds(300)
            let code = await client.error("Wait", options: options)?.code
            #expect(code == .deadlineExceeded)
            #expect(ProcessorTime.now - before < .milliseconds(60), "the server is at rest")
            let others = try await client.messages("Echo", [[3]])
            #expect(others == [[3]])

            descriptors.freeOne()
            let arrived = try await answers
            #expect(arrived == [[2]])
          }
        }
      }
    }
  }

  @Test func `A client without descriptors says so, and connects once there are some`() async {
    await #expect(processExitsWith: .success) {
      try await withServer(["Echo": Handlers.echo]) { _, port in
        var descriptors = Descriptors.takeAll()
        var config = Nghttp2ClientTransport.Config.defaults
        config.backoff.initial = .milliseconds(5)
        config.backoff.max = .milliseconds(5)
        try await withClient(port: port, config: config) { client in
          for _ in 0..<3 {
            let error = await client.error("Echo")
            #expect(error?.code == .unavailable)
            #expect(error?.message == "cannot connect to 127.0.0.1:\(port): Too many open files")
          }
          // One for the client, and one for the server.
          descriptors.freeOne()
          descriptors.freeOne()
          var options = CallOptions.defaults
          options.waitForReady = true
          let answers = try await client.messages("Echo", [[1]], options: options)
          #expect(answers == [[1]])
        }
      }
    }
  }
}
