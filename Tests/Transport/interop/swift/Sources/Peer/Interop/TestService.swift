internal import GRPCCore

/// `grpc.testing.TestService`, as far as gRPC's own interop clients ask for it without compression
/// and credentials (gRPC's doc/interop-test-descriptions.md, "Server"). Numbers of fields are those
/// of its messages.proto.
struct TestService: RegistrableRPCService {
  typealias Request = StreamingServerRequest<Fields>
  typealias Response = StreamingServerResponse<Fields>

  func registerMethods<Transport: ServerTransport>(with router: inout RPCRouter<Transport>) {
    register("EmptyCall", with: &router) { _, write in try await write(Fields()) }
    register("UnaryCall", with: &router) { messages, write in
      for try await request in messages {
        try request.throwStatus()
        try await write(.payload(of: request.number(2)))
      }
    }
    register("StreamingInputCall", with: &router) { messages, write in
      var octets = 0
      for try await request in messages {
        octets += try request.messages(1).flatMap { $0.octets(2) }.map(\.count).reduce(0, +)
      }
      var answer = Fields()
      answer.add(1, .number(UInt64(octets)))
      try await write(answer)
    }
    for name in ["StreamingOutputCall", "FullDuplexCall"] {
      register(name, with: &router) { messages, write in
        for try await request in messages {
          try request.throwStatus()
          for parameters in try request.messages(2) {
            try await Task.sleep(for: .microseconds(parameters.number(2)))
            try await write(.payload(of: parameters.number(1)))
          }
        }
      }
    }
  }

  /// Registers a method that answers as it reads, and whose metadata is sent back where its caller
  /// asks for that.
  private func register<Transport: ServerTransport>(
    _ name: String, with router: inout RPCRouter<Transport>,
    answer:
      @escaping @Sendable (
        _ messages: RPCAsyncSequence<Fields, any Error>,
        _ write: @Sendable (Fields) async throws -> Void
      ) async throws -> Void
  ) {
    let method = MethodDescriptor(
      fullyQualifiedService: "grpc.testing.TestService", method: name)
    router.registerHandler(
      forMethod: method, deserializer: FieldsCoder(), serializer: FieldsCoder()
    ) { (request: Request, _) -> Response in
      func asked(_ name: String) -> Metadata {
        Metadata(request.metadata.filter { $0.key == name })
      }
      let trailing = asked("x-grpc-test-echo-trailing-bin")
      return Response(metadata: asked("x-grpc-test-echo-initial")) { writer in
        do {
          try await answer(request.messages) { try await writer.write($0) }
        } catch let error as RPCError {
          throw RPCError(
            code: error.code, message: error.message, metadata: trailing, cause: error.cause)
        }
        return trailing
      }
    }
  }
}

extension Fields {
  /// A response with so many octets of payload.
  fileprivate static func payload(of octets: Int) -> Fields {
    var payload = Fields()
    payload.add(2, .octets([UInt8](repeating: 0, count: max(0, octets))))
    var response = Fields()
    response.add(1, .octets(payload.octets))
    return response
  }

  /// Ends a call with the status that its request asks for, if it does.
  fileprivate func throwStatus() throws {
    guard let status = try messages(7).last, let code = Status.Code(rawValue: status.number(1)),
      let error = RPCError.Code(code)
    else { return }
    let message = String(decoding: status.octets(2).last ?? [], as: UTF8.self)
    throw RPCError(code: error, message: message)
  }
}
