internal import DataHub
internal import DataHubServices
internal import GRPCCore
internal import Logging

/// The packages of one upload.
private actor Tally {
  var count = 0
  var lastTrackingGuid = ""

  func add(_ package: Datahub_RequestSendDataPackageStream) {
    count += 1
    lastTrackingGuid = package.trackingGuid
  }
}

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
    let tally = Tally()
    do {
      for try await package in request {
        guard GUID.isValid(package.trackingGuid) else {
          let position = await tally.count + 1
          throw RPCError(
            code: .invalidArgument, message: "package \(position): tracking_guid is not a UUID")
        }
        await tally.add(package)
        hub.publish(package)
      }
      if context.cancellation.isCancelled {
        throw RPCError(code: .cancelled, message: "the upload was cancelled")
      }
    } catch {
      logger.info("upload aborted")
      throw error
    }

    let count = await tally.count
    logger.info("upload completed", metadata: ["count": "\(count)"])
    var answer = Datahub_ResponseSendDataPackage()
    answer.isSuccess = true
    answer.dataPackageCount = Int32(clamping: count)
    answer.trackingGuid = await tally.lastTrackingGuid
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
