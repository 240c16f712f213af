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
    let patience = Patience()
    return try await withThrowingTaskGroup(of: Datahub_ResponseSendDataPackage.self) { group in
      group.addTask { try await upload(request, context: context, patience: patience) }
      group.addTask {
        while let rest = await patience.rest { try await pause(for: rest) }
        throw RPCError(code: .deadlineExceeded, message: "the upload has stopped")
      }
      guard let answer = try await group.next() else { throw CancellationError() }
      group.cancelAll()
      return answer
    }
  }

  /// How long an upload may stand still, so that none is left behind by a client that hangs.
  private actor Patience {
    private var end = ContinuousClock.now + .seconds(3)

    func renew() { end = ContinuousClock.now + .seconds(3) }

    /// What is left; nil if it is over.
    var rest: Duration? {
      let rest = end - ContinuousClock.now
      return rest > .zero ? rest : nil
    }
  }

  private func upload(
    _ request: RPCAsyncSequence<Datahub_RequestSendDataPackageStream, any Error>,
    context: ServerContext,
    patience: Patience
  ) async throws -> Datahub_ResponseSendDataPackage {
    var answer = Datahub_ResponseSendDataPackage()
    var count = 0
    defer {
      logger.info(
        answer.isSuccess ? "upload completed" : "upload aborted", metadata: ["count": "\(count)"])
    }

    for try await package in request {
      await patience.renew()
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
