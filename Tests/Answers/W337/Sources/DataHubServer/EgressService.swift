internal import DataHub
internal import DataHubServices
internal import GRPCCore
internal import Logging
internal import Synchronization

/// Gives packages out: each subscriber gets a stream of its own, at its own pace.
struct EgressService: Datahub_Egress.SimpleServiceProtocol {
  /// The time between two packages of a stream.
  let interval: Duration
  let logger: Logger
  var hub = Hub.shared

  /// How many more subscribers there may be at a time.
  private static let places = Mutex(1_000)

  func getDataPackagesStream(
    request: Datahub_RequestGetDataPackage,
    response: RPCWriter<Datahub_ResponseGetDataPackageStream>,
    context: ServerContext
  ) async throws {
    try Self.places.withLock { places in
      guard places > 0 else {
        throw RPCError(code: .resourceExhausted, message: "too many subscribers")
      }
      places -= 1
    }
    guard GUID.isValid(request.trackingGuid) else {
      throw RPCError(code: .invalidArgument, message: "tracking_guid is not a UUID")
    }
    defer {
      Self.places.withLock { $0 += 1 }
      logger.info("stream closed", metadata: ["tracking_guid": "\(request.trackingGuid)"])
    }

    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask {
        while true {
          var package = Datahub_ResponseGetDataPackageStream()
          package.isSuccess = true
          package.trackingGuid = request.trackingGuid
          package.tagName = request.tagName
          package.tagValue = String(DateTimeTicks.now)
          try await response.write(package)
          try await pause(for: interval)
        }
      }
      group.addTask { try await context.cancellation.cancelled }
      try await group.next()
      group.cancelAll()
    }
    throw RPCError(code: .unavailable, message: "the stream was told to end")
  }

  func subscribeDataPackages(
    request: Datahub_RequestSubscribeDataPackages,
    response: RPCWriter<Datahub_ResponseSubscribeDataPackages>,
    context: ServerContext
  ) async throws {
    guard GUID.isValid(request.trackingGuid) else {
      throw RPCError(code: .invalidArgument, message: "tracking_guid is not a UUID")
    }
    // At an interval of 0 as well, who has nothing to say does not say it all the time.
    let interval = max(interval, .milliseconds(10))

    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask {
        var subscription = try hub.subscribe(request)
        defer { subscription.end() }
        while true {
          let message = try await subscription.next(within: interval)
          try await response.write(message)
        }
      }
      group.addTask { try await context.cancellation.cancelled }
      try await group.next()
      group.cancelAll()
    }
    throw RPCError(code: .unavailable, message: "the subscription was told to end")
  }
}
