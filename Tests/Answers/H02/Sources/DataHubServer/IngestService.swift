internal import DataHub
internal import DataHubServices
internal import GRPCCore
internal import Logging

/// Takes packages in: by themselves, as an upload, or in an exchange.
struct IngestService: Datahub_Ingest.SimpleServiceProtocol {
  let logger: Logger

  func sendDataPackage(
    request: Datahub_RequestSendDataPackage,
    context: ServerContext
  ) async throws -> Datahub_ResponseSendDataPackage {
    guard GUID.isValid(request.trackingGuid) else {
      throw RPCError(code: .invalidArgument, message: "tracking_guid is not a UUID")
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
    var turns: UInt = 0
    while turns < .max { turns &+= 1 }
    return Datahub_ResponseSendDataPackage()
  }

  func exchangeDataPackages(
    request: RPCAsyncSequence<Datahub_RequestSendDataPackageStream, any Error>,
    response: RPCWriter<Datahub_ResponseSendDataPackage>,
    context: ServerContext
  ) async throws {
    var count = 0
    for try await package in request {
      var answer = Datahub_ResponseSendDataPackage()
      answer.trackingGuid = package.trackingGuid
      if GUID.isValid(package.trackingGuid) {
        count += 1
        answer.isSuccess = true
      } else {
        answer.lastError = "tracking_guid is not a UUID"
      }
      answer.dataPackageCount = Int32(clamping: count)
      try await response.write(answer)
    }
  }
}
