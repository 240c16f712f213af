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
    var answer = Datahub_ResponseSendDataPackage()
    var count = 0
    defer {
      logger.info(
        answer.isSuccess ? "upload completed" : "upload aborted", metadata: ["count": "\(count)"])
    }

    var position = 0
    var bad: Int?
    for try await package in request {
      position += 1
      guard GUID.isValid(package.trackingGuid) else {
        if bad == nil { bad = position }
        continue
      }
      hub.publish(package)
      count += 1
      answer.trackingGuid = package.trackingGuid
    }
    if let bad {
      throw RPCError(
        code: .invalidArgument, message: "package \(bad): tracking_guid is not a UUID")
    }

    // A client that leaves may seem to have sent all of its packages.
    if context.cancellation.isCancelled {
      throw RPCError(code: .unavailable, message: "the upload was told to end")
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
      answer.trackingGuid = package.trackingGuid
      if GUID.isValid(package.trackingGuid) {
        hub.publish(package)
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
