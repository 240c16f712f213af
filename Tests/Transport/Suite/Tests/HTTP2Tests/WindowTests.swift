import HTTP2
import Testing

@Suite struct WindowTests {
  private func pair(window: Int, givesBack: Bool = false) throws -> EndpointPair {
    var configuration = Configuration()
    configuration.initialWindowSize = window
    configuration.givesStreamWindowBack = givesBack
    return try EndpointPair(server: configuration)
  }

  @Test(arguments: [1, 5, 16_384, 65_535, 100_000])
  func `No more than the window is sent before some is given back`(window: Int) throws {
    let pair = try pair(window: window)
    let (client, server) = (pair.client, pair.server)
    let id = try client.session.request(EndpointPair.request, hasBody: true)
    client.bodies[id] = .init(octets: [UInt8](repeating: 1, count: 200_000), end: .endStream)
    try pair.exchange()
    #expect(server.data[id]?.count == window)
    #expect(client.session.remoteWindow(of: id) == 0)
    server.session.consume(window, on: id)
    try pair.exchange()
    #expect(server.data[id]?.count == 2 * window)
  }

  @Test func `Half of the window makes an update, and less does not`() throws {
    let pair = try pair(window: 1000)
    let (client, server) = (pair.client, pair.server)
    let id = try client.session.request(EndpointPair.request, hasBody: true)
    client.bodies[id] = .init(octets: [UInt8](repeating: 1, count: 1000))
    try pair.exchange()
    server.session.consume(499, on: id)
    try pair.exchange()
    #expect(client.session.remoteWindow(of: id) == 0)
    server.session.consume(1, on: id)
    try pair.exchange()
    #expect(client.session.remoteWindow(of: id) == 500)
  }

  @Test func `A window given back at once lets everything through`() throws {
    let pair = try pair(window: 10, givesBack: true)
    let id = try pair.client.session.request(EndpointPair.request, hasBody: true)
    pair.client.bodies[id] = .init(
      octets: [UInt8](repeating: 1, count: 10_000), end: .endStream)
    try pair.exchange()
    #expect(pair.server.data[id]?.count == 10_000)
  }

  @Test func `A stream that is not read does not hold up another`() throws {
    let pair = try pair(window: 65_535)
    let (client, server) = (pair.client, pair.server)
    for _ in 0..<50 {
      let id = try client.session.request(EndpointPair.request, hasBody: true)
      client.bodies[id] = .init(octets: [UInt8](repeating: 1, count: 65_535))
    }
    try pair.exchange()
    let id = try client.session.request(EndpointPair.request, hasBody: true)
    client.bodies[id] = .init(octets: [1, 2, 3], end: .endStream)
    try pair.exchange()
    #expect(server.data[id] == [1, 2, 3])
  }

  @Test func `An update by hand is sent at once`() throws {
    let pair = try pair(window: 0)
    let (client, server) = (pair.client, pair.server)
    let id = try client.session.request(EndpointPair.request, hasBody: true)
    client.bodies[id] = .init(octets: [1, 2, 3])
    try pair.exchange()
    #expect(server.data[id] == nil)
    try server.session.windowUpdate(2, on: id)
    try pair.exchange()
    #expect(server.data[id] == [1, 2])
  }
}
