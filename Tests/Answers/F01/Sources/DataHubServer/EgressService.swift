internal import DataHub
internal import DataHubServices
internal import GRPCCore
internal import Logging

/// Gives packages out: each subscriber gets a stream of its own, at its own pace.
struct EgressService: Datahub_Egress.SimpleServiceProtocol {
  /// The time between two packages of a stream.
  let interval: Duration
  let logger: Logger

  func getDataPackagesStream(
    request: Datahub_RequestGetDataPackage,
    response: RPCWriter<Datahub_ResponseGetDataPackageStream>,
    context: ServerContext
  ) async throws {
    while true {
      var package = Datahub_ResponseGetDataPackageStream()
      package.isSuccess = true
      package.trackingGuid = request.trackingGuid
      package.tagName = request.tagName
      package.tagValue = String(DateTimeTicks.now)
      try await response.write(package)
      try await pause(for: interval)
    }
  }
}
