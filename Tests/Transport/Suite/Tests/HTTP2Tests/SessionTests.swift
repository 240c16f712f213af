import HTTP2
import Testing

@Suite struct SessionTests {
  @Test func `A request and its response cross, with headers, body and trailers`() throws {
    let pair = try EndpointPair()
    let (client, server) = (pair.client, pair.server)
    let id = try client.session.request(
      EndpointPair.request + [Header("x", "y")], hasBody: true)
    client.bodies[id] = .init(octets: [1, 2, 3], end: .endStream)
    try pair.exchange()
    #expect(server.headers[id] == [EndpointPair.request + [Header("x", "y")]])
    #expect(server.data[id] == [1, 2, 3])
    #expect(server.ended == [id])

    server.bodies[id] = .init(octets: [4], end: .trailers([Header("last", "word")]))
    try server.session.respond(EndpointPair.response, on: id, hasBody: true)
    try pair.exchange()
    #expect(client.headers[id] == [EndpointPair.response, [Header("last", "word")]])
    #expect(client.kinds == [.response, .trailers])
    #expect(client.data[id] == [4])
    #expect(client.closed == [id: .noError])
    #expect(server.closed == [id: .noError])
  }

  @Test func `Headers can be all there is, either way`() throws {
    let pair = try EndpointPair()
    let id = try pair.client.session.request(EndpointPair.request, hasBody: false)
    try pair.exchange()
    #expect(pair.server.ended == [id])
    try pair.server.session.respond(EndpointPair.response, on: id, hasBody: false)
    try pair.exchange()
    #expect(pair.client.headers[id] == [EndpointPair.response])
    #expect(pair.client.closed == [id: .noError])
  }

  @Test func `A body that has nothing now goes on when it is resumed`() throws {
    let pair = try EndpointPair()
    let client = pair.client
    let id = try client.session.request(EndpointPair.request, hasBody: true)
    try pair.exchange()
    #expect(pair.server.data[id] == nil)
    client.bodies[id] = .init(octets: [1])
    client.session.resumeData(on: id)
    try pair.exchange()
    #expect(pair.server.data[id] == [1])
    client.bodies[id] = .init(end: .endStream)
    client.session.resumeData(on: id)
    try pair.exchange()
    #expect(pair.server.ended == [id])
  }

  @Test(arguments: [ErrorCode.cancel, .noError, .internalError, .enhanceYourCalm])
  func `A reset closes the stream on both sides, with its code`(code: ErrorCode) throws {
    let pair = try EndpointPair()
    let id = try pair.client.session.request(EndpointPair.request, hasBody: true)
    try pair.exchange()
    pair.client.session.reset(id, code)
    try pair.exchange()
    #expect(pair.client.closed == [id: code])
    #expect(pair.server.closed == [id: code])
    // On a stream that is over, nothing happens.
    pair.client.session.reset(id, code)
    pair.client.session.resumeData(on: id)
    pair.client.session.consume(1, on: id)
    try pair.exchange()
  }

  @Test func `PING comes back with what it carried`() throws {
    let pair = try EndpointPair()
    try pair.client.session.ping(0x0102_0304_0506_0708)
    try pair.server.session.ping(.max)
    try pair.exchange()
    #expect(pair.client.pingAcks == [0x0102_0304_0506_0708])
    #expect(pair.server.pingAcks == [.max])
  }

  @Test func `An announced end lets streams under way finish, and then the session`() throws {
    let pair = try EndpointPair()
    let (client, server) = (pair.client, pair.server)
    let id = try client.session.request(EndpointPair.request, hasBody: false)
    try pair.exchange()
    try server.session.announceGoAway()
    try pair.exchange()
    #expect(client.goAways.last?.lastStream == .max)
    #expect(!client.session.acceptsRequests)
    try server.session.goAway(.noError, debugData: "bye")
    try pair.exchange()
    #expect(client.goAways.last?.lastStream == id)
    #expect(client.goAways.last?.debugData == "bye")
    #expect(server.session.wantsRead)
    try server.session.respond(EndpointPair.response, on: id, hasBody: false)
    try pair.exchange()
    #expect(!server.session.wantsRead && !server.session.wantsWrite)
  }

  @Test func `Terminating ends the session at once`() throws {
    let pair = try EndpointPair()
    try pair.server.session.terminate(.enhanceYourCalm)
    try pair.exchange()
    #expect(pair.client.goAways.map(\.code) == [.enhanceYourCalm])
    #expect(!pair.server.session.wantsRead && !pair.server.session.wantsWrite)
  }

  @Test(arguments: [1, 60]) func `A header section larger than allowed is told, and others go on`(
    fields: Int
  ) throws {
    var configuration = Configuration()
    configuration.maxHeaderListSize = 1000
    let pair = try EndpointPair(server: configuration)
    let large = (0..<fields).map { Header("x\($0)", String(repeating: "y", count: 1000)) }
    let id = try pair.client.session.request(EndpointPair.request + large, hasBody: false)
    try pair.exchange()
    #expect(pair.server.headers[id] == nil)
    #expect(pair.server.tooLarge == [id: EndpointPair.request])
    let next = try pair.client.session.request(EndpointPair.request, hasBody: false)
    try pair.exchange()
    #expect(pair.server.headers[next] == [EndpointPair.request])
  }

  @Test func `What is not HTTP/2 throws`() throws {
    let server = try Endpoint(.server)
    #expect(throws: HTTP2Error.self) {
      try server.input(Array("GET / HTTP/1.1\r\n\r\n......".utf8))
    }
  }

  @Test(arguments: [1, 2, 3, 7, 16, 100])
  func `Any number of octets at a time will do`(size: Int) throws {
    let (client, server) = (try Endpoint(.client), try Endpoint(.server))
    let id = try client.session.request(EndpointPair.request, hasBody: true)
    client.bodies[id] = .init(octets: Array(0..<100), end: .endStream)
    var octets = try client.output()[...]
    while !octets.isEmpty {
      try server.input(Array(octets.prefix(size)))
      octets = octets.dropFirst(size)
    }
    #expect(server.data[id] == Array(0..<100))
    #expect(server.ended == [id])
  }

  @Test func `Streams may be reset as often as the peer likes`() throws {
    let pair = try EndpointPair()
    // nghttp2's own limit is 1,000 at once.
    for _ in 0..<1_500 {
      let id = try pair.client.session.request(EndpointPair.request, hasBody: true)
      try pair.exchange()
      pair.client.session.reset(id, .cancel)
    }
    try pair.exchange()
    #expect(pair.server.closed.count == 1_500)
    #expect(pair.client.goAways.isEmpty)
  }

  @Test(arguments: [1, 3, 1_000])
  func `A header section may come in many frames, and these in many parts`(size: Int) throws {
    var configuration = Configuration()
    configuration.maxHeaderListSize = 16_384
    let (client, server) = (try Endpoint(.client), try Endpoint(.server, configuration))
    // From a client that does not compress, in one HEADERS frame without END_HEADERS and the others.
    let fields = EndpointPair.request + (0..<11).map { Header("x\($0)", "\($0)") }
    var octets = try client.output()
    for (index, field) in fields.enumerated() {
      let block =
        [0, UInt8(field.name.utf8.count)] + Array(field.name.utf8)
        + [UInt8(field.value.utf8.count)] + Array(field.value.utf8)
      let type = index == 0 ? FrameType.headers : .continuation
      let flags: UInt8 = (index == 0 ? 1 : 0) | (index == fields.count - 1 ? 4 : 0)
      octets += [0, 0, UInt8(block.count), type.rawValue, flags, 0, 0, 0, 1] + block
    }
    var rest = octets[...]
    while !rest.isEmpty {
      try server.input(Array(rest.prefix(size)))
      rest = rest.dropFirst(size)
    }
    #expect(server.headers[1] == [fields])
  }

  @Test func `Control frames are counted, and told to everyone`() throws {
    let pair = try EndpointPair()
    try pair.client.session.ping(1)
    let id = try pair.client.session.request(EndpointPair.request, hasBody: true)
    try pair.exchange()
    pair.client.session.reset(id, .cancel)
    try pair.exchange()
    let types = Set(pair.server.controlFrames)
    #expect(types.isSuperset(of: [.rstStream, .settings, .ping]))
    #expect(types.isDisjoint(with: [.data, .headers]))
  }
}
