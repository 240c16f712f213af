import GRPCCore
import GRPCNghttp2Transport
import Referee

/// Runs `body` with a server, unless told otherwise on a free port.
func withServer<Result: Sendable>(
  _ methods: [String: Handler], address: SocketAddress = .ipv4(host: "127.0.0.1", port: 0),
  config: Nghttp2ServerTransport.Config = .defaults,
  _ body: (Server, _ port: Int) async throws -> Result
) async throws -> Result {
  try await withThrowingDiscardingTaskGroup { group in
    let server = Server(methods, address: address, config: config)
    group.addTask { try await server.serve() }
    let result = try await body(server, try await server.listeningAddress.ipv4?.port ?? 0)
    server.beginGracefulShutdown()
    return result
  }
}

/// Runs `body` with a client.
func withClient<Result: Sendable>(
  to place: Place, config: Nghttp2ClientTransport.Config = .defaults,
  _ body: (Client) async throws -> Result
) async throws -> Result {
  try await withThrowingDiscardingTaskGroup { group in
    let client = try Client(to: place, config: config)
    group.addTask { try await client.runConnections() }
    let result = try await body(client)
    client.beginGracefulShutdown()
    return result
  }
}

/// Runs `body` with a client of a server on that port.
func withClient<Result: Sendable>(
  port: Int, config: Nghttp2ClientTransport.Config = .defaults,
  _ body: (Client) async throws -> Result
) async throws -> Result {
  try await withClient(to: .address(.ipv4(host: "127.0.0.1", port: port)), config: config) {
    try await body($0)
  }
}

/// Runs `body` with a server and its client.
func withPair<Result: Sendable>(
  _ methods: [String: Handler], server config: Nghttp2ServerTransport.Config = .defaults,
  client clientConfig: Nghttp2ClientTransport.Config = .defaults,
  _ body: (Client) async throws -> Result
) async throws -> Result {
  try await withServer(methods, config: config) { _, port in
    try await withClient(port: port, config: clientConfig) { try await body($0) }
  }
}

/// Runs `body` with a server and the referee as its client.
func withServerAndReferee<Result: Sendable>(
  _ methods: [String: Handler], config: Nghttp2ServerTransport.Config = .defaults,
  options: PeerOptions = .init(),
  _ body: (Server, RefereeClient) async throws -> Result
) async throws -> Result {
  try await withServer(methods, config: config) { server, port in
    let referee = try await RefereeClient.connect(
      port: port, options: options, transcript: Transcript())
    let result = try await body(server, referee)
    await referee.cut()
    return result
  }
}

/// Runs `body` with a client and the referee as its server.
func withRefereeAndClient<Result: Sendable>(
  options: PeerOptions = .init(), config: Nghttp2ClientTransport.Config = .defaults,
  _ body: (RefereeServer, Client) async throws -> Result
) async throws -> Result {
  let referee = try await RefereeServer.listen(options: options, transcript: Transcript())
  let result = try await withClient(port: referee.port, config: config) { client in
    try await body(referee, client)
  }
  await referee.close()
  return result
}

extension RefereeClient {
  /// Opens a stream for a method of ``Service``.
  func test(_ name: String, timeout: Duration? = nil) async throws -> RefereeCall {
    try await call("/test.Service/\(name)", timeout: timeout)
  }
}

/// A message with its prefix.
func framed(_ message: [UInt8]) -> [UInt8] {
  [0] + withUnsafeBytes(of: UInt32(message.count).bigEndian) { Array($0) } + message
}
