import GRPCCore

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

/// Handlers that many tests use.
enum Handlers {
  /// Answers each message with itself.
  static let echo: Handler = { request, _ in
    Response { writer in
      for try await message in request.messages { try await writer.write(message) }
      return [:]
    }
  }

  /// Answers once, with the number of octets that came.
  static let count: Handler = { request, _ in
    var count = 0
    for try await message in request.messages { count += message.count }
    return Response(single: ServerResponse(message: Array("\(count)".utf8)))
  }

  /// Answers nothing until the call is cancelled, and then ends with OK.
  static let wait: Handler = { _, context in
    Response { _ in
      try await context.cancellation.cancelled
      return [:]
    }
  }

  /// Sends messages of so many octets, up to a limit, until it is told to stop.
  static func flood(size: Int, limit: Int = .max, sent: Events<Int>? = nil) -> Handler {
    { _, context in
      Response { writer in
        var count = 0
        while count < limit, !context.cancellation.isCancelled {
          try await writer.write([UInt8](repeating: 7, count: size))
          count += 1
          sent?.send(count)
        }
        return [:]
      }
    }
  }
}
