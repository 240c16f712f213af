import GRPCCore
import Testing

/// What is left of calls that went wrong.
@Suite(.serialized, .timeLimit(.minutes(1))) struct LeakTests {
  private static let methods = ["Wait": Handlers.wait, "Echo": Handlers.echo]

  @Test(.enabled(if: Sockets.areListed))
  func `A server that peers treat badly keeps no sockets and no handlers`() async throws {
    let handlers = HandlerCount()
    let port = try await withServer(Self.methods.mapValues(handlers.counting)) { _, port in
      for rule in ConformanceCase.server {
        let peer = try await RawConnection.connect(port: port)
        let opening = rule.opening ?? RawFrame.preface + RawFrame.settings.octets
        let octets = opening + (rule.before + rule.frames).flatMap(\.octets)
        try? await peer.send(octets)
        if rule.frames.count.isMultiple(of: 2) {
          try await peer.close()
        } else {
          try? await peer.abort()
        }
      }
      let answers = try await withClient(port: port) { try await $0.messages("Echo", [[1]]) }
      #expect(answers == [[1]])
      try await handlers.allHaveEnded()
      #expect(handlers.started > 10)
      // The listening one.
      try await Self.wait(for: 1, port: port)
      return port
    }
    try await Self.wait(for: 0, port: port)
  }

  @Test(.enabled(if: Sockets.areListed))
  func `Clients whose calls fail keep no sockets, and leave no handlers`() async throws {
    let (handlers, late) = (HandlerCount(), HandlerCount())
    var methods = Self.methods.mapValues(handlers.counting)
    methods["Late"] = late.counting(Handlers.wait)
    try await withServer(methods) { _, port in
      for round in 0..<20 {
        let relay = try await Relay.listen(to: port)
        try await withClient(port: relay.port) { client in
          async let exceeded = client.error("Late", options: .soon)
          async let lost = client.error("Wait")
          let left = Task { try await client.messages("Wait") }
          try await handlers.haveStarted(round * 3 + 2)
          left.cancel()
          _ = await left.result
          #expect(await exceeded?.code == .deadlineExceeded)
          let answers = try await client.messages("Echo", [[1]])
          #expect(answers == [[1]])
          await relay.cut()
          #expect(await lost?.code == .unavailable)
        }
        try await relay.close()
      }
      try await handlers.allHaveEnded()
      try await late.allHaveEnded()
      #expect(handlers.started == 60)
      try await Self.wait(for: 1, port: port)
    }
  }

  /// Waits until the process has so many sockets of a port.
  private static func wait(for count: Int, port: Int) async throws {
    // Nobody tells when a socket has been closed, and asking all the time would keep it open.
    while try Sockets.count(port: port) > count { try await Task.sleep(for: .milliseconds(1)) }
    #expect(try Sockets.count(port: port) == count)
  }
}

extension CallOptions {
  fileprivate static var soon: Self {
    var options = CallOptions.defaults
    options.timeout = .milliseconds(50)
    return options
  }
}
