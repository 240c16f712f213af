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
    var answer = Datahub_ResponseSendDataPackage()
    var count = 0
    var bad: Int?
    var isRead = false
    defer {
      logger.info(isRead ? "upload completed" : "upload aborted", metadata: ["count": "\(count)"])
    }

    for try await package in request {
      if !GUID.isValid(package.trackingGuid), bad == nil { bad = count + 1 }
      count += 1
      answer.trackingGuid = package.trackingGuid
    }

    // A client that leaves may seem to have sent all of its packages.
    if context.cancellation.isCancelled {
      throw RPCError(code: .unavailable, message: "the upload was told to end")
    }
    isRead = true
    if let bad {
      throw RPCError(code: .invalidArgument, message: "package \(bad): tracking_guid is not a UUID")
    }
    answer.isSuccess = true
    answer.dataPackageCount = Int32(clamping: count)
    return answer
  }

  func exchangeDataPackages(
    request: RPCAsyncSequence<Datahub_RequestSendDataPackageStream, any Error>,
    response: RPCWriter<Datahub_ResponseSendDataPackage>,
    context: ServerContext
  ) async throws {
    var count = 0
    for try await package in request {
      var answer = Datahub_ResponseSendDataPackage()
      if GUID.isValid(package.trackingGuid) {
        count += 1
        answer.isSuccess = true
        answer.trackingGuid = package.trackingGuid
      } else {
        answer.lastError = "tracking_guid is not a UUID"
      }
      answer.dataPackageCount = Int32(clamping: count)
      try await response.write(answer)
    }
  }
}
