internal import DataHub
internal import DataHubServices
internal import GRPCCore
internal import Logging

/// Gives packages out: each subscriber gets a stream of its own, at its own pace.
struct EgressService: Datahub_Egress.SimpleServiceProtocol {
  /// The time between two packages of a stream.
  let interval: Duration
  let logger: Logger
  var hub = Hub.shared

  func getDataPackagesStream(
    request: Datahub_RequestGetDataPackage,
    response: RPCWriter<Datahub_ResponseGetDataPackageStream>,
    context: ServerContext
  ) async throws {
    throw RPCError(
      code: .unimplemented, message: "exercise 1: getDataPackagesStream is not started")
  }

  func subscribeDataPackages(
    request: Datahub_RequestSubscribeDataPackages,
    response: RPCWriter<Datahub_ResponseSubscribeDataPackages>,
    context: ServerContext
  ) async throws {
    throw RPCError(
      code: .unimplemented, message: "exercise 7: subscribeDataPackages is not started")
  }
}
