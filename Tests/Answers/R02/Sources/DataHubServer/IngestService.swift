internal import DataHub
internal import DataHubServices
internal import GRPCCore
internal import Logging

/// Takes packages in: by themselves, as an upload, or in an exchange.
struct IngestService: Datahub_Ingest.StreamingServiceProtocol {
  let logger: Logger
  var hub = Hub.shared

  func sendDataPackage(
    request: StreamingServerRequest<Datahub_RequestSendDataPackage>,
    context: ServerContext
  ) async throws -> StreamingServerResponse<Datahub_ResponseSendDataPackage> {
    guard let request = try await request.messages.first(where: { _ in true }) else {
      throw RPCError(code: .internalError, message: "no request")
    }
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
    return StreamingServerResponse(single: ServerResponse(message: answer))
  }

  func sendDataPackagesStream(
    request: StreamingServerRequest<Datahub_RequestSendDataPackageStream>,
    context: ServerContext
  ) async throws -> StreamingServerResponse<Datahub_ResponseSendDataPackage> {
    var answer = Datahub_ResponseSendDataPackage()
    var count = 0
    defer {
      logger.info(
        answer.isSuccess ? "upload completed" : "upload aborted", metadata: ["count": "\(count)"])
    }

    for try await package in request.messages {
      guard GUID.isValid(package.trackingGuid) else {
        throw RPCError(
          code: .invalidArgument, message: "package \(count + 1): tracking_guid is not a UUID")
      }
      hub.publish(package)
      count += 1
      answer.trackingGuid = package.trackingGuid
    }

    // A client that leaves may seem to have sent all of its packages.
    if context.cancellation.isCancelled {
      throw RPCError(code: .cancelled, message: "the upload was cancelled")
    }
    answer.isSuccess = true
    answer.dataPackageCount = Int32(clamping: count)
    return StreamingServerResponse(single: ServerResponse(message: answer))
  }

  func exchangeDataPackages(
    request: StreamingServerRequest<Datahub_RequestSendDataPackageStream>,
    context: ServerContext
  ) async throws -> StreamingServerResponse<Datahub_ResponseSendDataPackage> {
    StreamingServerResponse(metadata: ["answer": "R02"]) { writer in
      var count = 0
      for try await package in request.messages {
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
        try await writer.write(answer)
      }
      return [:]
    }
  }
}
