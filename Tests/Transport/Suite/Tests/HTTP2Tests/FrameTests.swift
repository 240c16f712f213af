import HTTP2
import Testing

@Suite struct FrameTests {
  @Test func `Both sides report the same frames`() throws {
    var configuration = Configuration()
    configuration.reportsFrames = true
    let pair = try EndpointPair(client: configuration, server: configuration)
    let (client, server) = (pair.client, pair.server)
    let id = try client.session.request(EndpointPair.request, hasBody: true)
    client.bodies[id] = .init(octets: [1, 2, 3], end: .endStream)
    try client.session.ping(7)
    try pair.exchange()
    server.bodies[id] = .init(octets: [4, 5], end: .trailers([Header("a", "b")]))
    try server.session.respond(EndpointPair.response, on: id, hasBody: true)
    try server.session.goAway(.noError, debugData: "bye")
    try pair.exchange()
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
    let pair = try EndpointPair()
    _ = try pair.client.session.request(EndpointPair.request, hasBody: false)
    try pair.exchange()
    #expect(pair.client.framesSent.isEmpty)
    #expect(pair.server.framesReceived.isEmpty)
  }

  @Test(
    arguments: [
      (0, "NO_ERROR"), (8, "CANCEL"), (0xd, "HTTP_1_1_REQUIRED"), (0xe, "0xe"), (255, "0xff"),
    ] as [(UInt32, String)])
  func `An error code reads as RFC 9113 names it`(code: UInt32, name: String) {
    #expect(ErrorCode(rawValue: code).description == name)
  }

  @Test func `A setting reads as RFC 9113 names it`() {
    #expect(Setting(.initialWindowSize, 1).description == "INITIAL_WINDOW_SIZE 1")
    #expect(Setting(.init(rawValue: 99), 1).description == "0x63 1")
    #expect(Setting.ID(rawValue: 0).description == "0x0")
  }

  @Test(
    arguments: [(0, "DATA"), (3, "RST_STREAM"), (9, "CONTINUATION"), (10, "type 10")]
      as [(UInt8, String)])
  func `A frame's type reads as RFC 9113 names it`(type: UInt8, name: String) {
    #expect(FrameType(rawValue: type).description == name)
  }
}
