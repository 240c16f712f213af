import GRPCCore
import GRPCNghttp2Transport
import HTTP2
import NIOCore
import Referee
import Testing

@Suite(.timeLimit(.minutes(1))) struct ConnectionTests {
  @Test func `A refused connection fails the call at once, and says why`() async throws {
    try await withClient(port: 1) { client in
      for _ in 0..<3 {
        let error = await client.error("Any")
        #expect(error?.code == .unavailable)
        #expect(error?.message == "cannot connect to 127.0.0.1:1: Connection refused")
      }
    }
  }

  @Test func `A call that waits for ready is served once there is a server`() async throws {
    let port = try await withServer([:]) { _, port in port }
    var config = Nghttp2ClientTransport.Config.defaults
    config.backoff.initial = .milliseconds(5)
    config.backoff.max = .milliseconds(5)
    try await withClient(port: port, config: config) { client in
      #expect(await client.error("Echo")?.code == .unavailable)
      var options = CallOptions.defaults
      options.waitForReady = true
      let waiting = Task { [options] in
        try await client.messages("Echo", [[1]], options: options)
      }
      let address = SocketAddress.ipv4(host: "127.0.0.1", port: port)
      try await withServer(["Echo": Handlers.echo], address: address) { _, _ in
        let answers = try await waiting.value
        #expect(answers == [[1]])
      }
    }
  }

  @Test func `A call that waits for ready ends at its deadline`() async throws {
    try await withClient(port: 1) { client in
      var options = CallOptions.defaults
      options.waitForReady = true
      options.timeout = .milliseconds(20)
      let error = await client.error("Any", options: options)
      #expect(error?.code == .deadlineExceeded)
    }
  }

  @Test func `A client finds its server again after a restart`() async throws {
    let port = try await withServer([:]) { _, port in port }
    var config = Nghttp2ClientTransport.Config.defaults
    config.backoff.initial = .milliseconds(1)
    config.backoff.max = .milliseconds(1)
    try await withClient(port: port, config: config) { client in
      var options = CallOptions.defaults
      options.waitForReady = true
      let address = SocketAddress.ipv4(host: "127.0.0.1", port: port)
      for number in UInt8(0)..<5 {
        try await withServer(["Echo": Handlers.echo], address: address) { _, _ in
          let answers = try await client.messages("Echo", [[number]], options: options)
          #expect(answers == [[number]])
        }
      }
    }
  }

  @Test func `Goaway: the next call goes over a new connection`() async throws {
    try await withRefereeAndClient { referee, client in
      async let first = client.messages("Echo")
      let call = try #require(await referee.nextCall())
      try await call.finish()
      _ = try await first
      await call.closeConnection()
      // A call that the client begins before it knows is lost.
      let second = Task { while (try? await client.messages("Echo")) == nil {} }
      let next = try #require(await referee.nextCall())
      try await next.finish()
      await second.value
    }
  }

  @Test func `A connection that is lost fails its calls with UNAVAILABLE`() async throws {
    try await withRefereeAndClient { referee, client in
      async let first = client.error("One")
      async let second = client.error("Two")
      let call = try #require(await referee.nextCall())
      _ = try #require(await referee.nextCall())
      await call.cutConnection()
      let codes = await [first?.code, second?.code]
      #expect(codes == [.unavailable, .unavailable])
    }
  }

  @Test func `max_streams: calls beyond the server's limit wait their turn`() async throws {
    var config = Nghttp2ServerTransport.Config.defaults
    config.http2.maxConcurrentStreams = 1
    try await withPair(["Echo": Handlers.echo], server: config) { client in
      try await withThrowingTaskGroup(of: [[UInt8]].self) { group in
        for number in UInt8(0)..<20 {
          group.addTask { try await client.messages("Echo", [[number]]) }
        }
        let answers = try await group.reduce(into: []) { $0 += $1 }
        #expect(Set(answers.flatMap { $0 }) == Set(0..<20))
      }
    }
  }

  @Test func `A call that waits its turn can be cancelled`() async throws {
    let options = PeerOptions.oneStream
    try await withRefereeAndClient(options: options) { referee, client in
      async let first = client.messages("First")
      let call = try #require(await referee.nextCall())
      let second = Task { try await client.messages("Second") }
      let third = Task { try await client.messages("Third") }
      // Both are handed to the session by the time that the connection's event loop has answered.
      try await call.ping()
      second.cancel()
      _ = await second.result
      try await call.finish()
      _ = try await first
      var next = try #require(await referee.nextCall())
      if next.path.hasSuffix("Second") { next = try #require(await referee.nextCall()) }
      #expect(next.path == "/test.Service/Third")
      try await next.finish()
      _ = try await third.value
    }
  }

  @Test func `Ping: a client answers, and its call goes on`() async throws {
    try await withRefereeAndClient { referee, client in
      async let answers = client.messages("Echo")
      let call = try #require(await referee.nextCall())
      for _ in 0..<10 { try await call.ping() }
      try await call.send(bytes: framed([1]))
      try await call.ping()
      try await call.finish()
      let messages = try await answers
      #expect(messages == [[1]])
    }
  }

  @Test func `A connection without calls is closed, and opened again for the next`() async throws {
    var config = Nghttp2ClientTransport.Config.defaults
    config.connection.maxIdleTime = .milliseconds(100)
    try await withRefereeAndClient(config: config) { referee, client in
      for _ in 0..<3 {
        async let answers = client.messages("Echo")
        let call = try #require(await referee.nextCall())
        try await call.finish()
        _ = try await answers
        // Its end is seen on the call's connection.
        while (try? await call.ping()) != nil {}
      }
    }
  }

  @Test func `A server that no longer answers is found out by keepalive`() async throws {
    var config = Nghttp2ClientTransport.Config.defaults
    config.connection.keepalive = Keepalive(time: .milliseconds(100), timeout: .milliseconds(10))
    try await withRawServer(settles: false, config: config) { server in
      // On a slow machine it is found out before it has said anything.
      try? await server.send(.settings, .settingsAck)
      let frames = try await server.framesToTheEnd()
      #expect(frames.contains { $0.type == .ping })
    } call: { client in
      #expect(await client.error("Any")?.code == .unavailable)
    }
  }
}

extension PeerOptions {
  fileprivate static var oneStream: Self {
    var options = PeerOptions()
    options.maxConcurrentStreams = 1
    return options
  }
}
