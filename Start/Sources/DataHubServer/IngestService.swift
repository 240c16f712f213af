internal import DataHub
internal import DataHubServices
internal import GRPCCore
internal import Logging

/// Takes packages in: by themselves, as an upload, or in an exchange.
struct IngestService: Datahub_Ingest.SimpleServiceProtocol {
  let logger: Logger
  var hub = Hub.shared

  func sendDataPackage(
    request: Datahub_RequestSendDataPackage,
    context: ServerContext
  ) async throws -> Datahub_ResponseSendDataPackage {
    guard GUID.isValid(request.trackingGuid) else {
      throw RPCError(code: .invalidArgument, message: "tracking_guid is not a UUID")
    }
    for value in request.tagValue {
      var package = Datahub_RequestSendDataPackageStream()
      package.trackingGuid = request.trackingGuid
      package.telemetryGuid = request.telemetryGuid
      package.tagName = request.tagName
      package.tagValue = value
      hub.publish(package)
    }

    var answer = Datahub_ResponseSendDataPackage()
    answer.isSuccess = true
    answer.trackingGuid = request.trackingGuid
    answer.dataPackageCount = 1
    return answer
  }

  func sendDataPackagesStream(
    request: RPCAsyncSequence<Datahub_RequestSendDataPackageStream, any Error>,
    context: ServerContext
  ) async throws -> Datahub_ResponseSendDataPackage {
    throw RPCError(
      code: .unimplemented, message: "exercise 3: sendDataPackagesStream is not started")
  }

  func exchangeDataPackages(
    request: RPCAsyncSequence<Datahub_RequestSendDataPackageStream, any Error>,
    response: RPCWriter<Datahub_ResponseSendDataPackage>,
    context: ServerContext
  ) async throws {
    throw RPCError(code: .unimplemented, message: "exercise 4: exchangeDataPackages is not started")
  }
}
