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

  /// The latest value of each tag, and until when it is the current one.
  private static let values = Mutex<[String: (ticks: Int64, due: ContinuousClock.Instant)]>([:])

  func getDataPackagesStream(
    request: Datahub_RequestGetDataPackage,
    response: RPCWriter<Datahub_ResponseGetDataPackageStream>,
    context: ServerContext
  ) async throws {
    guard GUID.isValid(request.trackingGuid) else {
      throw RPCError(code: .invalidArgument, message: "tracking_guid is not a UUID")
    }
    defer { logger.info("stream closed", metadata: ["tracking_guid": "\(request.trackingGuid)"]) }

    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask {
        while true {
          var package = Datahub_ResponseGetDataPackageStream()
          package.isSuccess = true
          package.trackingGuid = request.trackingGuid
          package.tagName = request.tagName
          package.tagValue = String(value(of: request.tagName))
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

  /// The tag's value: it is made once an interval, for all who read the tag.
  private func value(of tag: String) -> Int64 {
    Self.values.withLock { values -> Int64 in
      if let value = values[tag], value.due > .now { return value.ticks }
      let ticks = DateTimeTicks.now
      values[tag] = (ticks: ticks, due: ContinuousClock.now + interval)
      return ticks
    }
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
