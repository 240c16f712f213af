import GRPCCore
import GRPCNghttp2Transport
import Referee
import Testing

@Suite(.timeLimit(.minutes(1))) struct FlowControlTests {
  @Test(arguments: [100, 1000, 65_535])
  func `A writer waits once 16 KiB are held beyond the peer's window`(window: Int) async throws {
    let sent = Events<Int>()
    let options = PeerOptions(initialWindowSize: window, readsAutomatically: false)
    let flood = Handlers.flood(size: 95, sent: sent)
    try await withServerAndReferee(["Flood": flood], options: options) { _, referee in
      let call = try await referee.test("Flood")
      // Each message has 100 octets with its prefix; the one that fills the buffer is waited for.
      let last = (window + 16 * 1024 - 1) / 100
      while try await sent.next() < last {}
      try await referee.ping()
      #expect(sent.takeAll().isEmpty)
      try await call.resumeReading()
      while try await sent.next() < last + 100 {}
      try await call.reset()
    }
  }

  @Test func `A client's writer waits as well`() async throws {
    let sent = Events<Int>()
    let options = PeerOptions(initialWindowSize: 1000, readsAutomatically: false)
    try await withRefereeAndClient(options: options) { referee, client in
      async let answer = client.call("Upload") { writer in
        for count in 1...1000 {
          try await writer.write([UInt8](repeating: 0, count: 95))
          sent.send(count)
        }
      } response: { response in
        try await response.messages.reduce(0) { count, _ in count + 1 }
      }
      let call = try #require(await referee.nextCall())
      while try await sent.next() < (1000 + 16 * 1024 - 1) / 100 {}
      try await call.ping()
      #expect(sent.takeAll().isEmpty)
      try await call.resumeReading()
      #expect(try await sent.next() > 0)
      while let event = await call.next(), !event.isEnd {}
      try await call.finish()
      let count = try await answer
      #expect(count == 0)
    }
  }

  @Test(arguments: [100, 16_384, 65_535])
  func `What a handler does not read, a peer cannot send beyond the window`(
    window: Int
  ) async throws {
    let proceed = Events<Void>()
    let handler: Handler = { request, _ in
      try await proceed.next()
      var count = 0
      for try await message in request.messages { count += message.count }
      return Response(single: ServerResponse(message: Array("\(count)".utf8)))
    }
    var config = Nghttp2ServerTransport.Config.defaults
    config.http2.targetWindowSize = window
    try await withServerAndReferee(["Count": handler], config: config) { _, referee in
      // Its answer shows that the server's SETTINGS are in effect.
      try await referee.ping()
      let call = try await referee.test("Count")
      let message = framed([UInt8](repeating: 5, count: 1000))
      // A small window takes a round trip for each time that it is filled.
      let count = window <= 100 ? 2 : 200
      for _ in 0..<count { try await call.send(bytes: message) }
      try await call.ping()
      #expect(try await call.unsentOctets() == count * 1005 - window)
      proceed.send()
      try await call.halfClose()
      _ = await call.next()
      guard case .message(let answer, _) = await call.next() else {
        Issue.record("no answer")
        return
      }
      #expect(String(decoding: answer, as: UTF8.self) == "\(count * 1000)")
    }
  }

  @Test(arguments: [1, 2, 4, 5, 6, 7, 100], [1, 5, 64])
  func `Messages larger than both windows pass`(
    serverWindow: Int, clientWindow: Int
  ) async throws {
    var server = Nghttp2ServerTransport.Config.defaults
    server.http2.targetWindowSize = serverWindow
    var client = Nghttp2ClientTransport.Config.defaults
    client.http2.targetWindowSize = clientWindow
    let messages = [[], [1], [UInt8](repeating: 3, count: 300), [4], []]
    try await withPair(["Echo": Handlers.echo], server: server, client: client) { client in
      let answers = try await client.messages("Echo", messages)
      #expect(answers == messages)
    }
  }

  @Test func `A message of 4 MiB passes through the usual window`() async throws {
    let message = [UInt8](repeating: 6, count: 4 * 1024 * 1024)
    try await withPair(["Echo": Handlers.echo]) { client in
      let answers = try await client.messages("Echo", [message])
      #expect(answers == [message])
    }
  }
}
