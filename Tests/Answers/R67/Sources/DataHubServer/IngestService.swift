internal import DataHub
internal import DataHubServices
internal import GRPCCore
internal import Logging

/// Takes packages in: by themselves, as an upload, or in an exchange.
struct IngestService: Datahub_Ingest.StreamingServiceProtocol {
  let logger: Logger
  var hub = Hub.shared

  /// What goes with each response, before its first message and behind its last.
  private static let leading: Metadata = [
    "answer": "yes", "note": .string(String(repeating: "n", count: 2_000)), "mark-bin": .binary([0, 255, 10]),
  ]
  private static let trailing: Metadata = [
    "answer": "yes", "note": .string(String(repeating: "t", count: 3_000)), "mark-bin": .binary([1]),
  ]

  func sendDataPackage(
    request: StreamingServerRequest<Datahub_RequestSendDataPackage>,
    context: ServerContext
  ) async throws -> StreamingServerResponse<Datahub_ResponseSendDataPackage> {
    StreamingServerResponse(metadata: Self.leading) { writer in
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
      try await writer.write(answer)
      return Self.trailing
    }
  }

  /// The response's headers come before the upload is read. Whether it was answered is what the write
  /// says: it throws once the client has left.
  func sendDataPackagesStream(
    request: StreamingServerRequest<Datahub_RequestSendDataPackageStream>,
    context: ServerContext
  ) async throws -> StreamingServerResponse<Datahub_ResponseSendDataPackage> {
    StreamingServerResponse(metadata: Self.leading) { writer in
      var answer = Datahub_ResponseSendDataPackage()
      var count = 0
      var isAnswered = false
      defer {
        logger.info(
          isAnswered ? "upload completed" : "upload aborted", metadata: ["count": "\(count)"])
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
      answer.isSuccess = true
      answer.dataPackageCount = Int32(clamping: count)
      try await writer.write(answer)
      isAnswered = true
      return Self.trailing
    }
  }

  func exchangeDataPackages(
    request: StreamingServerRequest<Datahub_RequestSendDataPackageStream>,
    context: ServerContext
  ) async throws -> StreamingServerResponse<Datahub_ResponseSendDataPackage> {
    StreamingServerResponse(metadata: Self.leading) { writer in
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
      return Self.trailing
    }
  }
}
