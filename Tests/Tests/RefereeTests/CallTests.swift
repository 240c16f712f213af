import HTTP2
import NIOCore
import NIOPosix
import Referee
import SwiftProtobuf
import Testing

/// Calls between the referee's client and its server.
@Suite struct CallTests {
  @Test func `A request arrives with its path, metadata and deadline, and the answer comes back`()
    async throws
  {
    let both = try await Conversation()
    let (call, served) = try await both.call(
      metadata: [Header("x-class", "7b")], timeout: .milliseconds(1500))
    let server = try #require(served)
    #expect(server.path == Contract.Method.subscribe.path)
    #expect(server.headers.first("x-class") == "7b")
    #expect(server.headers.first("grpc-timeout") == "1500000u")

    try await call.send(Request.with { $0.name = "Höhe" }, endStream: true)
    let request = try await server.nextMessage(Request.self)
    #expect(request?.message.name == "Höhe")
    #expect(await server.next() == server.ended)
    #expect(server.ended?.description == "END_STREAM")

    try await server.send(package("1"))
    try await server.send(package("2"))
    try await server.finish()
    guard case .headers(let headers, _) = await call.next() else {
      Issue.record("no headers")
      return
    }
    #expect(headers.first(":status") == "200")
    let first = try await call.nextMessage(Package.self)
    let second = try await call.nextMessage(Package.self)
    #expect([first?.message.defaultValue, second?.message.defaultValue] == ["1", "2"])
    #expect(try await call.nextMessage(Package.self) == nil)
    #expect(call.ended?.status == GRPCStatus(.ok))
    #expect(await call.next() == nil)
    await both.close()
  }

  @Test func `A status without headers is a Trailers-Only response, and its message survives`()
    async throws
  {
    let both = try await Conversation()
    let (call, served) = try await both.call()
    try await served?.finish(.invalidArgument, message: "tracking_guid: 100 % «falsch»\n")
    let end = await call.next()
    #expect(end?.status == GRPCStatus(.invalidArgument, "tracking_guid: 100 % «falsch»\n"))
    #expect(
      both.clientTranscript.statuses.map(\.status.code) == [.invalidArgument])
    #expect(both.clientTranscript.statuses.map(\.isReceived) == [true])
    await both.close()
  }

  @Test
  func `The client's reset reaches the server with its code, and nothing more reaches the client`()
    async throws
  {
    let both = try await Conversation()
    let (call, served) = try await both.call()
    try await call.reset(.cancel)
    #expect(await call.next() == nil)
    #expect(await served?.next()?.description == "RST_STREAM CANCEL")
    await both.close()
  }

  @Test func `A reset after the half-close is told as well`() async throws {
    let both = try await Conversation()
    let (call, served) = try await both.call(.upload)
    try await call.halfClose()
    try await call.reset(.cancel)
    let server = try #require(served)
    #expect(await server.next()?.description == "END_STREAM")
    #expect(await server.next()?.description == "RST_STREAM CANCEL")
    await both.close()
  }

  @Test func `The server's reset reaches the client with its code`() async throws {
    let both = try await Conversation()
    let (call, served) = try await both.call()
    try await served?.reset(.refusedStream)
    #expect(await call.end()?.description == "RST_STREAM REFUSED_STREAM")
    await both.close()
  }

  @Test func `A connection that is cut ends its calls, and new calls on it end at once`()
    async throws
  {
    let both = try await Conversation()
    let (call, served) = try await both.call()
    await served?.cutConnection()
    #expect(await call.end()?.description == "the connection's end")
    #expect(await both.client.closed())
    let late = try await both.client.call(Contract.Method.subscribe)
    #expect(await late.next()?.description == "the connection's end")
    try await late.send(package("nobody reads it"))
    await #expect(throws: RefereeError.connectionClosed) { try await late.ping() }
    await #expect(throws: RefereeError.connectionClosed) { try await both.client.ping() }
    await both.close()
  }

  @Test func `Nobody listens: the error says that it cannot connect`() async throws {
    let both = try await Conversation()
    await both.close()
    await #expect(throws: RefereeError.self) {
      try await RefereeClient.connect(port: both.server.port, transcript: Transcript())
    }
  }

  @Test func `At a reserved port connections are refused`() async throws {
    let nowhere = try ReservedPort()
    #expect(nowhere.port > 0)
    for _ in 0..<3 {
      let error = await #expect(throws: RefereeError.self) {
        try await RefereeClient.connect(port: nowhere.port, transcript: Transcript())
      }
      #expect("\(try #require(error))".contains("refused"))
    }
    withExtendedLifetime(nowhere) {}
  }

  @Test func `A reserved port is nobody else's`() async throws {
    let ports = try (0..<20).map { _ in try ReservedPort() }
    #expect(Set(ports.map(\.port)).count == ports.count)
    for reserved in ports {
      let group = MultiThreadedEventLoopGroup.singleton
      await #expect(throws: IOError.self) {
        let channel = try await ServerBootstrap(group: group)
          .bind(host: "127.0.0.1", port: reserved.port).get()
        try await channel.close()
      }
    }
    withExtendedLifetime(ports) {}
  }

  @Test func `A server that takes one call at a time gets the next one when that is over`()
    async throws
  {
    var options = PeerOptions()
    options.maxConcurrentStreams = 1
    let both = try await Conversation(server: options)
    try await both.client.ping()
    let (first, served) = try await both.call()
    let second = try await both.client.call(Contract.Method.subscribe)
    try await both.client.ping()
    #expect(await both.server.nextCall(within: .zero) == nil)
    try await first.halfClose()
    try await served?.finish()
    let next = try #require(await both.server.nextCall())
    #expect(next.id == second.id)
    await both.close()
  }

  @Test func `A prefix that promises more than comes makes no message`() async throws {
    let both = try await Conversation()
    let (call, served) = try await both.call(.upload)
    try await call.send(bytes: [0, 0, 0, 0, 100, 1, 2, 3], endStream: true)
    #expect(await served?.next()?.description == "END_STREAM")
    #expect(
      both.serverTranscript.lines.contains {
        $0.kind == "DATA" && $0.text == "8 octets of a message" && $0.endStream
      })
    await both.close()
  }

  @Test func `Octets that are no message of the type are an error of their own`() async throws {
    let both = try await Conversation()
    let (call, served) = try await both.call()
    try await call.send(bytes: [0, 0, 0, 0, 2, 0xff, 0xff], endStream: false)
    let server = try #require(served)
    await #expect(throws: RefereeError.undecodable("google.protobuf.Mixin")) {
      try await server.nextMessage(Request.self)
    }
    await both.close()
  }

  @Test func `A PING is a barrier: what the peer sent before it is recorded when it is answered`()
    async throws
  {
    let both = try await Conversation()
    let (call, served) = try await both.call()
    for value in 1...20 { try await served?.send(package("\(value)")) }
    try await call.ping()
    let received = both.clientTranscript.lines.filter {
      $0.kind == "DATA" && $0.direction == .received
    }
    #expect(received.count == 20)
    try await served?.ping()
    await both.close()
  }

  @Test func `Many calls at once each get their own answers`() async throws {
    let both = try await Conversation()
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<50 {
        let (call, served) = try await both.call()
        let server = try #require(served)
        group.addTask {
          try await server.send(package("\(server.id)"))
          try await server.finish()
          let answer = try await call.nextMessage(Package.self)
          #expect(answer?.message.defaultValue == "\(call.id)")
          #expect(await call.end()?.status == GRPCStatus(.ok))
        }
      }
      try await group.waitForAll()
    }
    await both.close()
  }
}
