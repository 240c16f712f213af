import GRPCCore
import GRPCNghttp2Transport

/// A client on the transport that this run tests.
struct Client: Sendable {
  private let client: any Calling

  init(to place: Place, config: Nghttp2ClientTransport.Config = .defaults) throws {
    #if NIO
      if TestedTransport.client == .nio {
        self = try .official(to: place, config: config)
        return
      }
    #endif
    self.init(on: Nghttp2ClientTransport(target: place.target, config: config))
  }

  /// A client on a transport of any kind.
  init(on transport: some ClientTransport) {
    client = GRPCClient(transport: transport)
  }

  func runConnections() async throws {
    try await client.runConnections()
  }

  func beginGracefulShutdown() {
    client.beginGracefulShutdown()
  }

  /// Calls a method of ``Service``.
  func call<Result: Sendable>(
    _ name: String, metadata: Metadata = [:], options: CallOptions = .defaults,
    request: @escaping @Sendable (RPCWriter<[UInt8]>) async throws -> Void = { _ in },
    response: @escaping @Sendable (StreamingClientResponse<[UInt8]>) async throws -> Result
  ) async throws -> Result {
    try await client.bidirectionalStreaming(
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

private protocol Calling: Sendable {
  func runConnections() async throws
  func beginGracefulShutdown()

  func bidirectionalStreaming<Request: Sendable, Response: Sendable, Result: Sendable>(
    request: StreamingClientRequest<Request>, descriptor: MethodDescriptor,
    serializer: some MessageSerializer<Request>, deserializer: some MessageDeserializer<Response>,
    options: CallOptions,
    onResponse: @Sendable @escaping (StreamingClientResponse<Response>) async throws -> Result
  ) async throws -> Result
}

extension GRPCClient: Calling {}
