import GRPCCore
import GRPCNghttp2Transport

/// A server on the transport that this run tests.
struct Server: Sendable {
  let transport: any ServerTransport
  private let server: any Serving
  private let address: @Sendable () async throws -> SocketAddress

  /// A server that will listen, unless told otherwise on a free port.
  init(
    _ methods: [String: Handler], address: SocketAddress = .ipv4(host: "127.0.0.1", port: 0),
    config: Nghttp2ServerTransport.Config = .defaults
  ) {
    #if NIO
      if TestedTransport.server == .nio {
        self = .official(methods, address: address, config: config)
        return
      }
    #endif
    let transport = Nghttp2ServerTransport(address: address, config: config)
    self.init(methods, on: transport) { try await transport.listeningAddress }
  }

  /// A server on a transport of any kind.
  init(
    _ methods: [String: Handler], on transport: some ServerTransport,
    address: @escaping @Sendable () async throws -> SocketAddress
  ) {
    self.transport = transport
    self.address = address
    server = GRPCServer(transport: transport, services: [Service(methods: methods)])
  }

  var listeningAddress: SocketAddress {
    get async throws { try await address() }
  }

  func serve() async throws {
    try await server.serve()
  }

  func beginGracefulShutdown() {
    server.beginGracefulShutdown()
  }
}

private protocol Serving: Sendable {
  func serve() async throws
  func beginGracefulShutdown()
}

extension GRPCServer: Serving {}
