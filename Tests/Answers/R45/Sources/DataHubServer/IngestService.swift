internal import DataHub
internal import DataHubServices
internal import GRPCCore
internal import Logging
internal import Synchronization

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

    for try await package in request {
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
    let counter = Counter()
    let answers = request.map { package in
      let isGood = GUID.isValid(package.trackingGuid)
      if isGood { hub.publish(package) }
      return Datahub_ResponseSendDataPackage.with {
        $0.isSuccess = isGood
        $0.lastError = isGood ? "" : "The tracking_guid is wrong."
        $0.trackingGuid = package.trackingGuid
        $0.dataPackageCount = counter.count(isGood)
      }
    }
    try await response.write(contentsOf: answers)
  }
}

/// Counts the good packages of one call.
private final class Counter: Sendable {
  private let number = Mutex<Int32>(0)

  func count(_ isGood: Bool) -> Int32 {
    number.withLock {
      if isGood, $0 < .max { $0 += 1 }
      return $0
    }
  }
}
