import Foundation
import GRPCCore
import GRPCNghttp2Transport
import Testing

@Suite(.timeLimit(.minutes(1))) struct AddressTests {
  @Test func `A name that does not exist fails the call`() async throws {
    // A machine without a network may look it up for long.
    var config = Nghttp2ClientTransport.Config.defaults
    config.connection.connectTimeout = .seconds(1)
    try await withClient(to: .name("no.such.host.invalid", port: 1), config: config) { client in
      let error = await client.error("Any")
      #expect(error?.code == .unavailable)
    }
  }

  @Test func `What is no address fails the call`() async throws {
    try await withClient(to: .address(.ipv4(host: "localhost", port: 1))) { client in
      let error = await client.error("Any")
      #expect(error?.code == .unavailable)
      #expect(error?.message == "cannot connect to localhost:1: localhost is no IP address")
    }
  }

  @Test func `Unix domain sockets carry calls`() async throws {
    let path = FileManager.default.temporaryDirectory
      .appending(path: "transport-\(UInt32.random(in: 0...UInt32.max)).sock").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    let place = SocketAddress.unixDomainSocket(path: path)
    try await withServer(["Echo": Handlers.echo], address: place) { server, _ in
      #expect(try await server.listeningAddress == place)
      try await withClient(to: .address(place)) { client in
        let answers = try await client.messages("Echo", [[1]])
        #expect(answers == [[1]])
      }
    }
  }

  @Test(.ours("It calls this transport's own functions"))
  func `Both ends of a Unix domain socket have its path, and the client's authority is that`()
    async throws
  {
    let path = FileManager.default.temporaryDirectory
      .appending(path: "transport-\(UInt32.random(in: 0...UInt32.max)).sock").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    let place = SocketAddress.unixDomainSocket(path: path)
    let seen = Events<[String]>()
    let handler: Handler = { request, context in
      let authority = Array(request.metadata[stringValues: ":authority"])
      seen.send([context.remotePeer, context.localPeer] + authority)
      return Response { _ in [:] }
    }
    try await withServer(["See": handler], address: place) { _, _ in
      try await withClient(to: .address(place)) { client in
        _ = try await client.messages("See")
        let authority = path.replacing("/", with: "%2F")
        #expect(try await seen.next() == ["unix:\(path)", "unix:\(path)", authority])
      }
    }
  }

  @Test func `IPv6 carries calls, where the machine has it`() async throws {
    let server = Server(["Echo": Handlers.echo], address: .ipv6(host: "::1", port: 0))
    let serving = Task { try await server.serve() }
    guard let address = try? await server.listeningAddress.ipv6 else {
      _ = await serving.result
      return
    }
    #expect(address.host == "::1")
    try await withClient(to: .address(.ipv6(address))) { client in
      let answers = try await client.messages("Echo", [[1]])
      #expect(answers == [[1]])
    }
    server.beginGracefulShutdown()
    try await serving.value
  }

  @Test func `A name is looked up`() async throws {
    try await withServer(["Echo": Handlers.echo]) { _, port in
      try await withClient(to: .name("localhost", port: port)) { client in
        let answers = try await client.messages("Echo", [[1]])
        #expect(answers == [[1]])
      }
    }
  }

  @Test(
    .ours("The official transport ends the program."), arguments: [-1, 65_536, .max])
  func `A port that is none is an error for a server and for a client`(port: Int) async throws {
    let reason = "\(port) is no port"
    for address in [
      SocketAddress.ipv4(host: "127.0.0.1", port: port), .ipv6(host: "::1", port: port),
    ] {
      let error = await #expect(throws: ListeningError.self) {
        try await Nghttp2ServerTransport(address: address).listen { _, _ in }
      }
      #expect(error?.description == reason)
      try await withClient(to: .address(address)) { client in
        let error = await client.error("Any")
        #expect(error?.code == .unavailable)
        #expect(error?.message.hasSuffix(": \(reason)") == true)
      }
    }
  }

  @Test(.ours("It calls this transport's own functions"))
  func `A path that is too long for a socket is an error`() async throws {
    let path = "/tmp/" + String(repeating: "x", count: 200)
    let error = await #expect(throws: ListeningError.self) {
      try await Nghttp2ServerTransport(address: .unixDomainSocket(path: path)).listen { _, _ in }
    }
    #expect(error?.description == "the path is too long for a socket")
  }

  @Test func `A port that is taken is an error`() async throws {
    try await withServer([:]) { _, port in
      let second = Server([:], address: .ipv4(host: "127.0.0.1", port: port))
      await #expect(throws: (any Error).self) { try await second.serve() }
      await #expect(throws: (any Error).self) { try await second.listeningAddress }
    }
  }

  @Test func `Both sides know each other's address`() async throws {
    let seen = Events<[String]>()
    let handler: Handler = { _, context in
      seen.send([context.remotePeer, context.localPeer])
      return Response { _ in [:] }
    }
    try await withServer(["See": handler]) { _, port in
      _ = try await withClient(port: port) { try await $0.messages("See") }
      let peers = try await seen.next()
      #expect(peers[0].hasPrefix("ipv4:127.0.0.1:"))
      #expect(peers[1] == "ipv4:127.0.0.1:\(port)")
    }
  }
}
