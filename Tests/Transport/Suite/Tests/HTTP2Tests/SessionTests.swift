import HTTP2
import Testing

@Suite struct SessionTests {
  @Test func `A request and its response cross, with headers, body and trailers`() throws {
    let connection = try Connection()
    let (client, server) = (connection.client, connection.server)
    let id = try client.session.request(
      Connection.request + [Header("x", "y")], hasBody: true)
    client.bodies[id] = .init(octets: [1, 2, 3], end: .endStream)
    try connection.exchange()
    #expect(server.headers[id] == [Connection.request + [Header("x", "y")]])
    #expect(server.data[id] == [1, 2, 3])
    #expect(server.ended == [id])

    server.bodies[id] = .init(octets: [4], end: .trailers([Header("last", "word")]))
    try server.session.respond(Connection.response, on: id, hasBody: true)
    try connection.exchange()
    #expect(client.headers[id] == [Connection.response, [Header("last", "word")]])
    #expect(client.kinds == [.response, .trailers])
    #expect(client.data[id] == [4])
    #expect(client.closed == [id: .noError])
    #expect(server.closed == [id: .noError])
  }

  @Test func `Headers can be all there is, either way`() throws {
    let connection = try Connection()
    let id = try connection.client.session.request(Connection.request, hasBody: false)
    try connection.exchange()
    #expect(connection.server.ended == [id])
    try connection.server.session.respond(Connection.response, on: id, hasBody: false)
    try connection.exchange()
    #expect(connection.client.headers[id] == [Connection.response])
    #expect(connection.client.closed == [id: .noError])
  }

  @Test func `A body that has nothing now goes on when it is resumed`() throws {
    let connection = try Connection()
    let client = connection.client
    let id = try client.session.request(Connection.request, hasBody: true)
    try connection.exchange()
    #expect(connection.server.data[id] == nil)
    client.bodies[id] = .init(octets: [1])
    client.session.resumeData(on: id)
    try connection.exchange()
    #expect(connection.server.data[id] == [1])
    client.bodies[id] = .init(end: .endStream)
    client.session.resumeData(on: id)
    try connection.exchange()
    #expect(connection.server.ended == [id])
  }

  @Test(arguments: [ErrorCode.cancel, .noError, .internalError, .enhanceYourCalm])
  func `A reset closes the stream on both sides, with its code`(code: ErrorCode) throws {
    let connection = try Connection()
    let id = try connection.client.session.request(Connection.request, hasBody: true)
    try connection.exchange()
    connection.client.session.reset(id, code)
    try connection.exchange()
    #expect(connection.client.closed == [id: code])
    #expect(connection.server.closed == [id: code])
    // On a stream that is over, nothing happens.
    connection.client.session.reset(id, code)
    connection.client.session.resumeData(on: id)
    connection.client.session.consume(1, on: id)
    try connection.exchange()
  }

  @Test func `PING comes back with what it carried`() throws {
    let connection = try Connection()
    try connection.client.session.ping(0x0102_0304_0506_0708)
    try connection.server.session.ping(.max)
    try connection.exchange()
    #expect(connection.client.pingAcks == [0x0102_0304_0506_0708])
    #expect(connection.server.pingAcks == [.max])
  }

  @Test func `An announced end lets streams under way finish, and then the session`() throws {
    let connection = try Connection()
    let (client, server) = (connection.client, connection.server)
    let id = try client.session.request(Connection.request, hasBody: false)
    try connection.exchange()
    try server.session.announceGoAway()
    try connection.exchange()
    #expect(client.goAways.last?.lastStream == .max)
    #expect(!client.session.acceptsRequests)
    try server.session.goAway(.noError, debugData: "bye")
    try connection.exchange()
    #expect(client.goAways.last?.lastStream == id)
    #expect(client.goAways.last?.debugData == "bye")
    #expect(server.session.wantsRead)
    try server.session.respond(Connection.response, on: id, hasBody: false)
    try connection.exchange()
    #expect(!server.session.wantsRead && !server.session.wantsWrite)
  }

  @Test func `Terminating ends the session at once`() throws {
    let connection = try Connection()
    try connection.server.session.terminate(.enhanceYourCalm)
    try connection.exchange()
    #expect(connection.client.goAways.map(\.code) == [.enhanceYourCalm])
    #expect(!connection.server.session.wantsRead && !connection.server.session.wantsWrite)
  }

  @Test func `A header section larger than allowed resets its stream`() throws {
    var configuration = Configuration()
    configuration.maxHeaderListSize = 1000
    let connection = try Connection(server: configuration)
    let large = Header("x", String(repeating: "y", count: 1000))
    let id = try connection.client.session.request(
      Connection.request + [large], hasBody: false)
    try connection.exchange()
    #expect(connection.server.headers[id] == nil)
    #expect(connection.client.closed[id] != nil)
    let next = try connection.client.session.request(Connection.request, hasBody: false)
    try connection.exchange()
    #expect(connection.server.headers[next] == [Connection.request])
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
    let id = try client.session.request(Connection.request, hasBody: true)
    client.bodies[id] = .init(octets: Array(0..<100), end: .endStream)
    var octets = try client.output()[...]
    while !octets.isEmpty {
      try server.input(Array(octets.prefix(size)))
      octets = octets.dropFirst(size)
    }
    #expect(server.data[id] == Array(0..<100))
    #expect(server.ended == [id])
  }

  @Test func `Control frames are counted, and told to everyone`() throws {
    let connection = try Connection()
    try connection.client.session.ping(1)
    let id = try connection.client.session.request(Connection.request, hasBody: true)
    try connection.exchange()
    connection.client.session.reset(id, .cancel)
    try connection.exchange()
    let types = Set(connection.server.controlFrames)
    #expect(types.isSuperset(of: [3, 4, 6]))
    #expect(types.isDisjoint(with: [0, 1]))
  }
}
