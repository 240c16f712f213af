internal import DataHub
internal import DataHubServices
internal import GRPCCore
internal import Logging

/// Gives packages out: each subscriber gets a stream of its own, at its own pace.
struct EgressService: Datahub_Egress.SimpleServiceProtocol {
  /// The time between two packages of a stream.
  let interval: Duration
  let logger: Logger
  var hub = Hub.shared

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
    let (rings, bell) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
    defer { bell.finish() }
    let start = try await hub.enter(request, bell)

    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask {
        try await send(request, from: start, hearing: rings, bell, to: response)
      }
      group.addTask { try await context.cancellation.cancelled }
      try await group.next()
      group.cancelAll()
    }
    throw RPCError(code: .unavailable, message: "the subscription was told to end")
  }

  /// Sends what is behind the place, and a sign of life when there was nothing for one interval.
  private func send(
    _ request: Datahub_RequestSubscribeDataPackages, from start: Int64,
    hearing rings: AsyncStream<Void>, _ bell: AsyncStream<Void>.Continuation,
    to response: RPCWriter<Datahub_ResponseSubscribeDataPackages>
  ) async throws {
    // At an interval of 0 as well, who has nothing to say does not say it all the time.
    let interval = max(interval, .milliseconds(10))
    let tag = Array(request.tagName.utf8)
    var (place, due) = (start, ContinuousClock.now + interval)
    var alarm: (due: ContinuousClock.Instant, task: Task<Void, any Error>)?
    defer { alarm?.task.cancel() }
    var ring = rings.makeAsyncIterator()
    while true {
      let message = await hub.message(of: tag, behind: place)
      if message.hasPackage || due <= ContinuousClock.now {
        try await response.write(message)
        (place, due) = (message.number, ContinuousClock.now + interval)
        continue
      }
      if alarm == nil || (alarm?.due ?? due) <= ContinuousClock.now {
        let time = due
        let task = Task {
          try await Task.sleep(until: time, clock: .continuous)
          bell.yield()
        }
        alarm = (due: time, task: task)
      }
      guard await ring.next() != nil else { throw CancellationError() }
    }
  }
}
