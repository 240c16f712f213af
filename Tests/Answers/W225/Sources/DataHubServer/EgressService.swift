internal import DataHub
internal import DataHubServices
internal import GRPCCore
internal import Logging

private let permits = Permits()

private actor Permits {
  private var left = 8
  private var waiting: [CheckedContinuation<Void, Never>] = []

  func take() async {
    if left > 0 {
      left -= 1
    } else {
      await withCheckedContinuation { waiting.append($0) }
    }
  }

  func give() {
    if waiting.isEmpty {
      left += 1
    } else {
      waiting.removeFirst().resume()
    }
  }
}

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
          await permits.take()
          do {
            try await response.write(package)
          } catch {
            await permits.give()
            throw error
          }
          await permits.give()
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
