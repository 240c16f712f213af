import GRPCCore
import GRPCNghttp2Transport

/// Messages that are their own octets.
struct Octets: MessageSerializer, MessageDeserializer {
  func serialize<Bytes: GRPCContiguousBytes>(_ message: [UInt8]) throws -> Bytes {
    Bytes(message)
  }

  func deserialize<Bytes: GRPCContiguousBytes>(_ bytes: Bytes) throws -> [UInt8] {
    bytes.withUnsafeBytes { [UInt8]($0) }
  }
}

typealias Request = StreamingServerRequest<[UInt8]>
typealias Response = StreamingServerResponse<[UInt8]>
typealias Handler = @Sendable (Request, ServerContext) async throws -> Response

/// A service whose methods are given as closures.
struct Service: RegistrableRPCService {
  var methods: [String: Handler]

  func registerMethods<Transport: ServerTransport>(with router: inout RPCRouter<Transport>) {
    for (name, handler) in methods {
      router.registerHandler(
        forMethod: .test(name), deserializer: Octets(), serializer: Octets(), handler: handler)
    }
  }
}

extension MethodDescriptor {
  static func test(_ name: String) -> Self {
    MethodDescriptor(fullyQualifiedService: "test.Service", method: name)
  }
}

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

extension GRPCClient {
  /// Calls a method of ``Service``.
  func call<Result: Sendable>(
    _ name: String, metadata: Metadata = [:], options: CallOptions = .defaults,
    request: @escaping @Sendable (RPCWriter<[UInt8]>) async throws -> Void,
    response: @escaping @Sendable (StreamingClientResponse<[UInt8]>) async throws -> Result
  ) async throws -> Result {
    try await bidirectionalStreaming(
      request: StreamingClientRequest(metadata: metadata, producer: request),
      descriptor: .test(name), serializer: Octets(), deserializer: Octets(), options: options,
      onResponse: response)
  }
}
