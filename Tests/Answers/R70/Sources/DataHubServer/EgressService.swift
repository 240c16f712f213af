internal import DataHub
internal import DataHubServices
internal import GRPCCore
internal import Logging

/// Gives packages out: each subscriber gets a stream of its own, at its own pace.
///
/// In this flavour a method answers twice: first that it will answer, or why not, and then by what it writes.
struct EgressService: Datahub_Egress.ServiceProtocol {
  /// The time between two packages of a stream.
  let interval: Duration
  let logger: Logger
  var hub = Hub.shared

  func getDataPackagesStream(
    request: ServerRequest<Datahub_RequestGetDataPackage>,
    context: ServerContext
  ) async throws -> StreamingServerResponse<Datahub_ResponseGetDataPackageStream> {
    let (trackingGuid, tagName) = (request.message.trackingGuid, request.message.tagName)
    try check(trackingGuid)

    return StreamingServerResponse { writer in
      defer { logger.info("stream closed", metadata: ["tracking_guid": "\(trackingGuid)"]) }
      return try await untilTheEnd(of: context) {
        while true {
          var package = Datahub_ResponseGetDataPackageStream()
          package.isSuccess = true
          package.trackingGuid = trackingGuid
          package.tagName = tagName
          package.tagValue = String(DateTimeTicks.now)
          try await writer.write(package)
          try await pause(for: interval)
        }
      }
    }
  }

  func subscribeDataPackages(
    request: ServerRequest<Datahub_RequestSubscribeDataPackages>,
    context: ServerContext
  ) async throws -> StreamingServerResponse<Datahub_ResponseSubscribeDataPackages> {
    try check(request.message.trackingGuid)
    // The place is taken before the headers leave: whoever has them knows that it has one.
    let subscription = try hub.subscription(
      to: request.message, silence: max(interval, .milliseconds(10)))

    return StreamingServerResponse { writer in
      defer { subscription.end() }
      return try await untilTheEnd(of: context) {
        try await writer.write(contentsOf: subscription)
      }
    }
  }

  private func check(_ trackingGuid: String) throws {
    guard GUID.isValid(trackingGuid) else {
      throw RPCError(code: .invalidArgument, message: "tracking_guid is not a UUID")
    }
  }

  /// Does `work` until it fails, or until the call is told to end. There is no good end, and no trailers
  /// for one.
  private func untilTheEnd(
    of context: ServerContext, _ work: @escaping @Sendable () async throws -> Void
  ) async throws -> Metadata {
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { try await work() }
      group.addTask { try await context.cancellation.cancelled }
      try await group.next()
      group.cancelAll()
    }
    throw RPCError(code: .unavailable, message: "the server was told to end this stream")
  }
}
