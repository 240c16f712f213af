internal import DataHub
internal import DataHubServices
internal import GRPCCore
internal import Logging

/// Writes a package to every subscriber each interval.
private actor Subscribers {
  typealias Subscriber = @Sendable () async throws -> Void

  private var subscribers: [Int: Subscriber] = [:]
  private var lastSubscriber = 0
  private var isRunning = false

  func add(_ subscriber: @escaping Subscriber, every interval: Duration) -> Int {
    lastSubscriber += 1
    subscribers[lastSubscriber] = subscriber
    if !isRunning {
      isRunning = true
      Task { try await run(every: interval) }
    }
    return lastSubscriber
  }

  func remove(_ subscriber: Int) {
    subscribers[subscriber] = nil
  }

  private func run(every interval: Duration) async throws {
    while true {
      try await pause(for: interval)
      for (_, subscriber) in subscribers.sorted(by: { $0.key < $1.key }) { try? await subscriber() }
    }
  }
}

/// Gives packages out: all subscribers get theirs at the same time.
struct EgressService: Datahub_Egress.SimpleServiceProtocol {
  /// The time between two packages of a stream.
  let interval: Duration
  let logger: Logger
  private let subscribers = Subscribers()

  init(interval: Duration, logger: Logger) {
    self.interval = interval
    self.logger = logger
  }

  func getDataPackagesStream(
    request: Datahub_RequestGetDataPackage,
    response: RPCWriter<Datahub_ResponseGetDataPackageStream>,
    context: ServerContext
  ) async throws {
    guard GUID.isValid(request.trackingGuid) else {
      throw RPCError(code: .invalidArgument, message: "tracking_guid is not a UUID")
    }
    defer { logger.info("stream closed", metadata: ["tracking_guid": "\(request.trackingGuid)"]) }

    let write: @Sendable () async throws -> Void = {
      var package = Datahub_ResponseGetDataPackageStream()
      package.isSuccess = true
      package.trackingGuid = request.trackingGuid
      package.tagName = request.tagName
      package.tagValue = String(DateTimeTicks.now)
      try await response.write(package)
    }
    try await write()
    let subscriber = await subscribers.add(write, every: interval)
    try? await context.cancellation.cancelled
    await subscribers.remove(subscriber)
  }
}
