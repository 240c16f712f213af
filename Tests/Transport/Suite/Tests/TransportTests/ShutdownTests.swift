import GRPCCore
import GRPCNghttp2Transport
import HTTP2
import Referee
import Testing

@Suite(.timeLimit(.minutes(1))) struct ShutdownTests {
  @Test func `A server without connections ends at once`() async throws {
    try await withServer([:]) { _, _ in }
  }

  @Test func `A server that was told to end before it listens does not listen`() async throws {
    let server = Server([:])
    server.transport.beginGracefulShutdown()
    try await server.serve()
    await #expect(throws: RuntimeError.self) { try await server.listeningAddress }
  }

  @Test func `Being told twice is being told`() async throws {
    try await withServer([:]) { server, _ in
      server.beginGracefulShutdown()
      server.transport.beginGracefulShutdown()
      server.transport.beginGracefulShutdown()
    }
  }

  @Test func `An idle connection is closed with GOAWAY`() async throws {
    try await withServerAndReferee([:]) { server, referee in
      try await referee.ping()
      server.beginGracefulShutdown()
      #expect(await referee.closed())
    }
  }

  @Test func `Open streams are told, end as they like, and what they write arrives`() async throws {
    let handler: Handler = { _, context in
      Response { writer in
        try await writer.write([1])
        try await context.cancellation.cancelled
        for _ in 0..<1000 { try await writer.write([UInt8](repeating: 2, count: 100)) }
        return ["last": "words"]
      }
    }
    try await withServerAndReferee(["Wait": handler]) { server, referee in
      let call = try await referee.test("Wait")
      _ = await call.next()
      _ = await call.next()
      server.beginGracefulShutdown()
      var count = 0
      while case .message = await call.next() { count += 1 }
      #expect(count == 1000)
      #expect(call.ended?.status?.code == .ok)
      #expect(await referee.closed())
    }
  }

  @Test func `No new streams begin once a server shuts down`() async throws {
    let (began, proceed) = (Events<Void>(), Events<Void>())
    let handler: Handler = { _, _ in
      Response { _ in
        began.send()
        try await proceed.next()
        return [:]
      }
    }
    try await withServerAndReferee(["Wait": handler]) { server, referee in
      let call = try await referee.test("Wait")
      try await began.next()
      server.beginGracefulShutdown()
      // What arrives after the answer finds the shutdown begun.
      try await referee.ping()
      let late = try await referee.test("Wait")
      guard case .reset(.refusedStream, _) = await late.next() else {
        Issue.record("not refused")
        return
      }
      proceed.send()
      #expect(await call.end()?.status?.code == .ok)
      #expect(began.takeAll().isEmpty)
    }
  }

  @Test func `A stream that never ends is cut when its time is over`() async throws {
    var config = Nghttp2ServerTransport.Config.defaults
    config.connection.maxGraceTime = .milliseconds(50)
    let stubborn: Handler = { _, _ in
      Response { writer in
        while true { try await writer.write([UInt8](repeating: 0, count: 1000)) }
      }
    }
    let options = PeerOptions(initialWindowSize: 10, readsAutomatically: false)
    try await withServerAndReferee(["Flood": stubborn], config: config, options: options) {
      server, referee in
      let call = try await referee.test("Flood")
      _ = await call.next()
      server.beginGracefulShutdown()
      #expect(await referee.closed())
    }
  }

  @Test func `A peer that never answers does not keep a server from ending`() async throws {
    try await withServer([:]) { server, port in
      let silent = try await RawConnection.connect(port: port)
      try await silent.send(RawFrame.preface)
      try await silent.send(.settings)
      _ = try await silent.frames { $0 == .settingsAck }
      server.beginGracefulShutdown()
      let frames = try await silent.framesToTheEnd()
      #expect(frames.filter { $0.type == .goAway }.count == 2)
    }
  }

  @Test func `A client's calls go on after it is told to shut down`() async throws {
    let (began, proceed) = (Events<Void>(), Events<Void>())
    let handler: Handler = { _, _ in
      Response { writer in
        began.send()
        try await proceed.next()
        try await writer.write([1])
        return [:]
      }
    }
    try await withPair(["Wait": handler]) { client in
      async let answers = client.messages("Wait")
      try await began.next()
      client.beginGracefulShutdown()
      proceed.send()
      let messages = try await answers
      #expect(messages == [[1]])
    }
  }

  @Test func `A client that waits to try again ends at once`() async throws {
    var config = Nghttp2ClientTransport.Config.defaults
    config.backoff.initial = .seconds(3600)
    config.backoff.max = .seconds(3600)
    let waiting = try await withClient(port: 1, config: config) { client in
      #expect(await client.error("Any")?.code == .unavailable)
      var options = CallOptions.defaults
      options.waitForReady = true
      let waiting = Task { [options] in await client.error("Any", options: options) }
      #expect(await client.error("Any")?.code == .unavailable)
      return waiting
    }
    let code = await waiting.value?.code
    #expect(code == .unavailable || code == nil)
  }

  @Test func `A client whose task is cancelled closes its connection`() async throws {
    let referee = try await RefereeServer.listen(transcript: Transcript())
    let client = try Client(to: .address(.ipv4(host: "127.0.0.1", port: referee.port)))
    let running = Task { try await client.runConnections() }
    async let error = client.error("Wait")
    let call = try #require(await referee.nextCall())
    running.cancel()
    _ = await running.result
    let code = await error?.code
    #expect(code == .unavailable)
    var last: CallEvent?
    while let event = await call.next() {
      last = event
      if case .connectionClosed = event { break }
    }
    guard case .connectionClosed = last else {
      Issue.record("not closed")
      return
    }
    await referee.close()
  }

  @Test(.ours("It holds weak references to this transport's classes; the official are structs"))
  func `Nothing is left of a server and its client once they have ended`() async throws {
    weak var server: Nghttp2ServerTransport?
    weak var client: Nghttp2ClientTransport?
    do {
      let listening = Nghttp2ServerTransport(address: .ipv4(host: "127.0.0.1", port: 0))
      server = listening
      try await withGRPCServer(
        transport: listening, services: [Service(methods: ["Echo": Handlers.echo])]
      ) { _ in
        let port = try await listening.listeningAddress.ipv4?.port
        let calling = Nghttp2ClientTransport(
          target: .ipv4(address: "127.0.0.1", port: try #require(port)))
        client = calling
        let calls = Client(on: calling)
        let running = Task { try await calls.runConnections() }
        for _ in 0..<10 { _ = try await calls.messages("Echo", [[1]]) }
        calls.beginGracefulShutdown()
        try await running.value
      }
    }
    // The event loops let go of their closures when they have run them.
    while server != nil || client != nil {
      try Task.checkCancellation()
      await Task.yield()
    }
  }
}
