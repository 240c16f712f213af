internal import DataHub
internal import DataHubServices
internal import GRPCCore
internal import Logging

/// The request that came last.
private actor LatestRequest {
  var request = Datahub_RequestGetDataPackage()

  func set(_ request: Datahub_RequestGetDataPackage) {
    self.request = request
  }
}

/// Gives packages out: each subscriber gets a stream of its own, at its own pace.
struct EgressService: Datahub_Egress.SimpleServiceProtocol {
  /// The time between two packages of a stream.
  let interval: Duration
  let logger: Logger
  private let latest = LatestRequest()

  func getDataPackagesStream(
    request: Datahub_RequestGetDataPackage,
    response: RPCWriter<Datahub_ResponseGetDataPackageStream>,
    context: ServerContext
  ) async throws {
    guard GUID.isValid(request.trackingGuid) else {
      throw RPCError(code: .invalidArgument, message: "tracking_guid is not a UUID")
    }
    defer { logger.info("stream closed", metadata: ["tracking_guid": "\(request.trackingGuid)"]) }

    await latest.set(request)
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask {
        while true {
          let latest = await self.latest.request
          var package = Datahub_ResponseGetDataPackageStream()
          package.isSuccess = true
          package.trackingGuid = latest.trackingGuid
          package.tagName = latest.tagName
          package.tagValue = String(DateTimeTicks.now)
          try await response.write(package)
          try await pause(for: interval)
        }
      }
      group.addTask { try await context.cancellation.cancelled }
      try await group.next()
      group.cancelAll()
    }
  }
}
