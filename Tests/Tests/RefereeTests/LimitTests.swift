import HTTP2
import Referee
import Testing

/// A program that opens more than anybody needs costs itself, and not the referee.
@Suite struct LimitTests {
  private func count(_ transcript: Transcript, _ text: String) -> Int {
    transcript.lines.count { $0.text.contains(text) }
  }

  @Test func `Connections beyond the limit are closed, and noted once`() async throws {
    var options = PeerOptions()
    options.limits.connections = 3
    let transcript = Transcript()
    let server = try await RefereeServer.listen(options: options, transcript: transcript)
    var clients: [RefereeClient] = []
    for _ in 0..<3 {
      let client = try await RefereeClient.connect(port: server.port, transcript: Transcript())
      try await client.ping()
      clients.append(client)
    }
    for _ in 0..<20 {
      let surplus = try await RefereeClient.connect(port: server.port, transcript: Transcript())
      #expect(await surplus.closed())
    }
    #expect(count(transcript, "more than 3 connections") == 1)
    for client in clients { try await client.ping() }

    // A place that is given back is another one's.
    await clients[0].close()
    var isServed = false
    let deadline = ContinuousClock.now + Patience.cap
    while !isServed, ContinuousClock.now < deadline {
      let next = try await RefereeClient.connect(port: server.port, transcript: Transcript())
      isServed = (try? await next.ping()) != nil
      await next.close()
    }
    #expect(isServed)
    await server.close()
  }

  @Test func `Hundreds of connections that come and go take no place for good`() async throws {
    let server = try await RefereeServer.listen(transcript: Transcript())
    for _ in 0..<30 {
      await withTaskGroup(of: Void.self) { group in
        for _ in 0..<10 {
          group.addTask {
            let client = try? await RefereeClient.connect(
              port: server.port, transcript: Transcript())
            await client?.cut()
          }
        }
      }
    }
    let client = try await RefereeClient.connect(port: server.port, transcript: Transcript())
    let call = try await client.call(.subscribe)
    #expect(await server.nextCall()?.path == call.path)
    await client.close()
    await server.close()
  }

  @Test func `Streams beyond the limit are refused, and noted once`() async throws {
    var options = PeerOptions()
    options.limits.streams = 5
    let both = try await Conversation(server: options)
    var calls: [RefereeCall] = []
    for _ in 0..<50 { calls.append(try await both.client.call(.subscribe)) }
    for call in calls[5...] {
      #expect(await call.end()?.description == "RST_STREAM REFUSED_STREAM")
    }
    #expect(count(both.serverTranscript, "too many calls") == 1)
    // One that is over makes room.
    let served = try #require(await both.server.nextCall())
    try await served.reset()
    #expect(await calls[0].end() != nil)
    let next = try await both.client.call(.subscribe)
    try await both.client.ping()
    #expect(next.ended == nil)
    #expect(await next.next(within: .zero) == nil)
    await both.close()
  }

  @Test func `Calls that nobody takes are refused once there are many`() async throws {
    var options = PeerOptions()
    options.limits.waitingCalls = 4
    let both = try await Conversation(server: options)
    for _ in 0..<20 {
      let call = try await both.client.call(.subscribe)
      try await call.reset()
    }
    try await both.client.ping()
    var taken = 0
    while await both.server.nextCall(within: .zero) != nil { taken += 1 }
    #expect(taken == 4)
    #expect(try await both.call().1 != nil)
    await both.close()
  }

  @Test func `A message of gigabytes is refused by its prefix, and nothing of it is kept`()
    async throws
  {
    let both = try await Conversation()
    let (call, served) = try await both.call(.upload)
    try await call.send(bytes: [0, 255, 255, 255, 255] + Array(repeating: 7, count: 100_000))
    #expect(await call.end()?.description == "RST_STREAM ENHANCE_YOUR_CALM")
    #expect(await served?.end()?.description == "RST_STREAM ENHANCE_YOUR_CALM")
    #expect(count(both.serverTranscript, "a message of 4294967295 octets on stream 1") == 1)
    try await both.client.ping()
    await both.close()
  }

  @Test(arguments: [-1, 0, 65_536, 70_000, .max, .min])
  func `What is no port cannot be connected to`(port: Int) async throws {
    await #expect(throws: RefereeError.cannotConnect("\(port) is no port")) {
      try await RefereeClient.connect(port: port, transcript: Transcript())
    }
  }
}
