internal import DataHub
internal import DataHubServices
internal import GRPCCore
internal import Logging

/// Gives packages out: each subscriber gets a stream of its own, at its own pace.
struct EgressService: Datahub_Egress.ServiceProtocol {
  /// The time between two packages of a stream.
  let interval: Duration
  let logger: Logger
  var hub = Hub.shared

  func getDataPackagesStream(
    request: ServerRequest<Datahub_RequestGetDataPackage>,
    context: ServerContext
  ) async throws -> StreamingServerResponse<Datahub_ResponseGetDataPackageStream> {
    let request = request.message
    guard GUID.isValid(request.trackingGuid) else {
      throw RPCError(code: .invalidArgument, message: "tracking_guid is not a UUID")
    }
    return StreamingServerResponse(metadata: ["answer": "R11"]) { writer in
      defer {
        logger.info("stream closed", metadata: ["tracking_guid": "\(request.trackingGuid)"])
      }

      logger.info("stream opened", metadata: ["tag_name": "\(request.tagName)"])
      try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask {
          while true {
            var package = Datahub_ResponseGetDataPackageStream()
            package.isSuccess = true
            package.trackingGuid = request.trackingGuid
            package.tagName = request.tagName
            package.tagValue = String(DateTimeTicks.now)
            try await writer.write(package)
            try await pause(for: interval)
          }
        }
        group.addTask { try await context.cancellation.cancelled }
        try await group.next()
        group.cancelAll()
      }
      return ["reason": "the stream was closed"]
    }
  }

  func subscribeDataPackages(
    request: ServerRequest<Datahub_RequestSubscribeDataPackages>,
    context: ServerContext
  ) async throws -> StreamingServerResponse<Datahub_ResponseSubscribeDataPackages> {
    let request = request.message
    guard GUID.isValid(request.trackingGuid) else {
      throw RPCError(code: .invalidArgument, message: "tracking_guid is not a UUID")
    }
    return StreamingServerResponse(metadata: ["answer": "R11"]) { writer in
      try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask {
          var subscription = try hub.subscribe(request)
          defer { subscription.end() }
          while true {
            let message = try await subscription.next(within: max(interval, .milliseconds(10)))
            try await writer.write(message)
          }
        }
        group.addTask { try await context.cancellation.cancelled }
        try await group.next()
        group.cancelAll()
      }
      throw RPCError(code: .unavailable, message: "the subscription was told to end")
    }
  }
}
