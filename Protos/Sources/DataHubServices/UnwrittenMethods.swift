public import DataHubMessages
public import GRPCCore

// A server that was begun before the contract had SubscribeDataPackages builds as it is, whatever the
// flavour of its service. Who calls the method is told.

private let notStarted = RPCError(
  code: .unimplemented, message: "exercise 7: subscribeDataPackages is not started")

extension Datahub_Egress.StreamingServiceProtocol {
  /// - Throws: An `RPCError` with the code `unimplemented`.
  public func subscribeDataPackages(
    request: StreamingServerRequest<Datahub_RequestSubscribeDataPackages>,
    context: ServerContext
  ) async throws -> StreamingServerResponse<Datahub_ResponseSubscribeDataPackages> {
    throw notStarted
  }
}

extension Datahub_Egress.ServiceProtocol {
  /// - Throws: An `RPCError` with the code `unimplemented`.
  public func subscribeDataPackages(
    request: ServerRequest<Datahub_RequestSubscribeDataPackages>,
    context: ServerContext
  ) async throws -> StreamingServerResponse<Datahub_ResponseSubscribeDataPackages> {
    throw notStarted
  }
}

extension Datahub_Egress.SimpleServiceProtocol {
  /// - Throws: An `RPCError` with the code `unimplemented`.
  public func subscribeDataPackages(
    request: Datahub_RequestSubscribeDataPackages,
    response: RPCWriter<Datahub_ResponseSubscribeDataPackages>,
    context: ServerContext
  ) async throws {
    throw notStarted
  }
}
