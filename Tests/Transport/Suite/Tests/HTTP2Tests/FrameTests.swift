import HTTP2
import Testing

@Suite struct FrameTests {
  @Test func `Both sides report the same frames`() throws {
    var configuration = Configuration()
    configuration.reportsFrames = true
    let connection = try Connection(client: configuration, server: configuration)
    let (client, server) = (connection.client, connection.server)
    let id = try client.session.request(Connection.request, hasBody: true)
    client.bodies[id] = .init(octets: [1, 2, 3], end: .endStream)
    try client.session.ping(7)
    try connection.exchange()
    server.bodies[id] = .init(octets: [4, 5], end: .trailers([Header("a", "b")]))
    try server.session.respond(Connection.response, on: id, hasBody: true)
    try server.session.goAway(.noError, debugData: "bye")
    try connection.exchange()
    #expect(client.framesSent == server.framesReceived)
    #expect(server.framesSent == client.framesReceived)

    let data = Frame(stream: id, payload: .data(length: 3, padding: 0), endStream: true)
    #expect(client.framesSent.contains(data))
    #expect(client.framesSent.contains(Frame(stream: 0, payload: .ping(7, isAck: false))))
    #expect(server.framesSent.contains(Frame(stream: 0, payload: .ping(7, isAck: true))))
    let trailers = Frame(stream: id, payload: .headers([Header("a", "b")]), endStream: true)
    #expect(server.framesSent.contains(trailers))
    let goAway = Frame(
      stream: 0, payload: .goAway(lastStream: id, .noError, debugData: "bye"))
    #expect(server.framesSent.contains(goAway))
  }

  @Test func `Nothing is reported unless asked for`() throws {
    let connection = try Connection()
    _ = try connection.client.session.request(Connection.request, hasBody: false)
    try connection.exchange()
    #expect(connection.client.framesSent.isEmpty)
    #expect(connection.server.framesReceived.isEmpty)
  }

  @Test(
    arguments: [
      (0, "NO_ERROR"), (8, "CANCEL"), (0xd, "HTTP_1_1_REQUIRED"), (0xe, "0xe"), (255, "0xff"),
    ] as [(UInt32, String)])
  func `An error code reads as RFC 9113 names it`(code: UInt32, name: String) {
    #expect(ErrorCode(rawValue: code).description == name)
  }

  @Test func `A setting reads as RFC 9113 names it`() {
    #expect(Frame.Setting(id: 4, value: 1).name == "INITIAL_WINDOW_SIZE")
    #expect(Frame.Setting(id: 99, value: 1).name == "0x63")
  }
}
