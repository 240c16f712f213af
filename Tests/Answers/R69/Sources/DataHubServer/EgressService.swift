internal import DataHub
internal import DataHubServices
internal import GRPCCore
internal import Logging
internal import Synchronization

/// When a subscriber has last heard something.
private final class Pulse: Sendable {
  private let last = Mutex(ContinuousClock.now)

  func beat() { last.withLock { $0 = .now } }

  /// What is left of a silence of `time`; nothing, or less, if that is over.
  func rest(of time: Duration) -> Duration {
    last.withLock { ContinuousClock.now.duration(to: $0 + time) }
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
    let interval = max(interval, .milliseconds(15))
    let (news, bell) = AsyncStream.makeStream(of: Int64.self, bufferingPolicy: .bufferingNewest(1))
    let pulse = Pulse()

    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask {
        var subscription = try hub.subscribe(request, bell: bell)
        defer { subscription.end() }
        var rings = news.makeAsyncIterator()
        while true {
          while let message = subscription.take() {
            try await response.write(message)
            pulse.beat()
          }
          if pulse.rest(of: interval) <= .zero {
            try await response.write(subscription.signOfLife())
            pulse.beat()
          }
          guard await rings.next() != nil else { throw CancellationError() }
        }
      }
      // The heart: it rings the same bell when an interval was silent. What it rings says nothing; whoever
      // wakes looks for itself.
      group.addTask {
        while true {
          let rest = pulse.rest(of: interval)
          if rest > .zero {
            try await pause(for: rest)
          } else {
            bell.yield(0)
            try await pause(for: interval)
          }
        }
      }
      group.addTask { try await context.cancellation.cancelled }
      try await group.next()
      group.cancelAll()
    }
    throw RPCError(code: .unavailable, message: "the subscription was told to end")
  }
}
