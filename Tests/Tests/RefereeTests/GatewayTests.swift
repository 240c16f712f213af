import HTTP2
import Referee
import SwiftProtobuf
import Testing

/// What goes through a referee that is between a client and a server.
@Suite struct GatewayTests {
  /// A client and a server with a gateway between them.
  private struct Three {
    let client: RefereeClient
    let server: RefereeServer
    let gateway: Gateway
    let work: Task<Void, Never>

    init(server options: PeerOptions = .init(), client other: PeerOptions = .init()) async throws {
      let transcript = Transcript(contract: .weather)
      server = try await RefereeServer.listen(
        options: options, transcript: Transcript(contract: .weather))
      gateway = try await Gateway(to: server.port, transcript: transcript) { _ in }
      work = Task { [gateway] in await gateway.run() }
      client = try await RefereeClient.connect(
        port: gateway.port, options: other, transcript: Transcript(contract: .weather))
    }

    func close() async {
      await client.cut()
      gateway.takeNoMore()
      await work.value
      await gateway.close()
      await server.close()
    }
  }

  @Test func `A call goes through as it is, in both directions`() async throws {
    let three = try await Three()
    let call = try await three.client.call(
      .upload, metadata: [Header("station", "7")], timeout: .seconds(9))
    let served = try #require(await three.server.nextCall())
    #expect(served.path == "/weather.Stations/Upload")
    #expect(served.headers.first("station") == "7")
    #expect(served.headers.first("grpc-timeout") == "9000000u")
    for number in 1...3 {
      try await call.send(package("\(number)"))
      #expect(try await served.nextMessage(Package.self)?.message.defaultValue == "\(number)")
    }
    try await call.halfClose()
    guard case .halfClosed? = await served.next() else {
      Issue.record("no half-close")
      return
    }
    try await served.send(Request.with { $0.name = "thanks" })
    try await served.finish(.aborted, message: "100 % ö")
    #expect(try await call.nextMessage(Request.self)?.message.name == "thanks")
    #expect(await call.end()?.status == GRPCStatus(.aborted, "100 % ö"))
    await three.close()
  }

  @Test func `A reset goes through with its code, from either side`() async throws {
    let three = try await Three()
    let left = try await three.client.call(.subscribe)
    let served = try #require(await three.server.nextCall())
    try await left.reset(.cancel)
    guard case .reset(.cancel, _)? = await served.end() else {
      Issue.record("the server hears of no reset")
      return
    }
    let call = try await three.client.call(.subscribe)
    try await three.server.nextCall()?.reset(.internalError)
    guard case .reset(.internalError, _)? = await call.end() else {
      Issue.record("the client hears of no reset")
      return
    }
    await three.close()
  }

  @Test func `A connection that is lost is lost on the other side`() async throws {
    let three = try await Three()
    let call = try await three.client.call(.subscribe)
    await three.server.nextCall()?.cutConnection()
    guard case .connectionClosed? = await call.end() else {
      Issue.record("the client's connection is still there")
      return
    }
    await three.close()
  }

  @Test func `A server that does not read slows the client, and nothing is lost`() async throws {
    let three = try await Three(
      server: PeerOptions(initialWindowSize: 1_000, readsAutomatically: false))
    let call = try await three.client.call(.upload)
    let message = package(String(repeating: "x", count: 100_000))
    for _ in 1...40 { try await call.send(message) }
    let served = try #require(await three.server.nextCall())
    try await call.ping()
    #expect(try await call.unsentOctets() > 1_000_000)
    try await served.resumeReading(wideningBy: 1 << 20)
    for _ in 1...40 { #expect(try await served.nextMessage(Package.self)?.message == message) }
    #expect(try await call.drained())
    await three.close()
  }

  @Test func `Without a server the client's connection ends`() async throws {
    let nobody = try ReservedPort()
    let transcript = Transcript()
    let gateway = try await Gateway(to: nobody.port, transcript: transcript) { _ in }
    let work = Task { await gateway.run() }
    let client = try await RefereeClient.connect(port: gateway.port, transcript: Transcript())
    _ = try await client.call("/weather.Stations/Subscribe")
    #expect(await client.closed())
    #expect(transcript.lines.contains { $0.text.hasPrefix("the server cannot be reached") })
    gateway.takeNoMore()
    await work.value
    await gateway.close()
  }
}
