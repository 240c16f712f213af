import GRPCCore
import GRPCNghttp2Transport
import Referee

typealias Server = GRPCServer<Nghttp2ServerTransport>
typealias Client = GRPCClient<Nghttp2ClientTransport>

/// Runs `body` with a server on a free port.
func withServer<Result: Sendable>(
  _ methods: [String: Handler], config: Nghttp2ServerTransport.Config = .defaults,
  _ body: (Server, _ port: Int) async throws -> Result
) async throws -> Result {
  try await withGRPCServer(
    transport: .nghttp2(address: .ipv4(host: "127.0.0.1", port: 0), config: config),
    services: [Service(methods: methods)]
  ) { server in
    let port = try await server.listeningAddress?.ipv4?.port
    return try await body(server, port ?? 0)
  }
}

/// Runs `body` with a client.
func withClient<Result: Sendable>(
  port: Int, config: Nghttp2ClientTransport.Config = .defaults,
  _ body: (Client) async throws -> Result
) async throws -> Result {
  try await withGRPCClient(
    transport: .nghttp2(target: .ipv4(address: "127.0.0.1", port: port), config: config)
  ) { try await body($0) }
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

/// Runs `body` with a server of ours and the referee as its client.
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

/// Runs `body` with a client of ours and the referee as its server.
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

extension GRPCClient {
  /// Calls a method of ``Service``.
  func call<Result: Sendable>(
    _ name: String, metadata: Metadata = [:], options: CallOptions = .defaults,
    request: @escaping @Sendable (RPCWriter<[UInt8]>) async throws -> Void = { _ in },
    response: @escaping @Sendable (StreamingClientResponse<[UInt8]>) async throws -> Result
  ) async throws -> Result {
    try await bidirectionalStreaming(
      request: StreamingClientRequest(metadata: metadata, producer: request),
      descriptor: .test(name), serializer: Octets(), deserializer: Octets(), options: options,
      onResponse: response)
  }

  /// Calls a method, and returns all its messages.
  func messages(
    _ name: String, _ request: [[UInt8]] = [], metadata: Metadata = [:],
    options: CallOptions = .defaults
  ) async throws -> [[UInt8]] {
    try await call(name, metadata: metadata, options: options) { writer in
      for message in request { try await writer.write(message) }
    } response: { response in
      try await response.messages.reduce(into: []) { $0.append($1) }
    }
  }

  /// Calls a method, and returns the error that it fails with.
  func error(
    _ name: String, _ request: [[UInt8]] = [[]], options: CallOptions = .defaults
  ) async -> RPCError? {
    do {
      _ = try await messages(name, request, options: options)
      return nil
    } catch {
      return error as? RPCError
    }
  }
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
