import HTTP2
import Referee
import SwiftProtobuf
import Testing

/// Flow control by hand.
@Suite struct WindowTests {
  @Test
  func `A reader that is paused takes what its window holds, and the rest once it reads again`()
    async throws
  {
    let both = try await Conversation(
      client: PeerOptions(initialWindowSize: 1000, readsAutomatically: false))
    let (call, served) = try await both.call()
    let server = try #require(served)
    let value = String(repeating: "9", count: 300)
    for _ in 0..<10 { try await server.send(package(value)) }
    try await call.ping()
    let total = 10 * (5 + (try package(value).serializedData().count))
    #expect(try await server.unsentOctets() == total - 1000)

    try await call.resumeReading()
    #expect(try await server.drained())
    #expect(try await server.unsentOctets() == 0)
    for _ in 0..<10 {
      let answer = try await call.nextMessage(Package.self)
      #expect(answer?.message.defaultValue == value)
    }
    await both.close()
  }

  @Test func `A reader can stop amid a call`() async throws {
    let both = try await Conversation(client: PeerOptions(initialWindowSize: 500))
    let (call, served) = try await both.call()
    let server = try #require(served)
    try await server.send(package("first"))
    #expect(try await call.nextMessage(Package.self) != nil)
    try await call.pauseReading()
    try await server.send(package(String(repeating: "9", count: 2000)))
    try await call.ping()
    #expect(try await server.unsentOctets() > 1000)
    try await call.resumeReading()
    #expect(try await call.nextMessage(Package.self) != nil)
    await both.close()
  }

  @Test func `A message many times the window arrives whole at a reader that reads`() async throws {
    let both = try await Conversation(server: PeerOptions(initialWindowSize: 100))
    let (call, served) = try await both.call(.upload)
    let message = package(String(repeating: "x", count: 50_000))
    try await call.send(message, endStream: true)
    #expect(try await call.drained())
    #expect(try await served?.nextMessage(Package.self)?.message == message)
    await both.close()
  }

  @Test func `A call that is reset will not be drained`() async throws {
    let both = try await Conversation(
      server: PeerOptions(initialWindowSize: 10, readsAutomatically: false))
    let (call, served) = try await both.call(.upload)
    try await call.send(bytes: Array(repeating: 0, count: 100), endStream: false)
    async let drained = call.drained()
    try await served?.reset(.cancel)
    #expect(try await drained == false)
    await both.close()
  }
}
