internal import DataHub
internal import DataHubServices
internal import GRPCCore
internal import Synchronization

/// What goes in by Ingest, for whoever subscribes: each tag has a log of its latest packages.
///
/// A subscriber is a place in a log, and no queue: it takes the package behind its place when it can
/// send it, and a bell tells it that there may be one. Who publishes rings, and waits for nobody.
final class Hub: Sendable {
  /// How many packages of a tag are kept.
  static let packageLimit = 1_000
  /// How many tags are kept; more only if somebody reads them all.
  static let tagLimit = 10_000

  /// The server's.
  static let shared = Hub()

  private let logs = Mutex(Logs())

  /// The latest packages of one tag, numbered from 1, and the bells of those who read it.
  private struct Log {
    /// Tells these numbers from those of another log.
    let guid: String
    private var packages: [Datahub_RequestSendDataPackageStream] = []
    /// The number of the latest package; 0 before the first.
    private(set) var last: Int64 = 0
    private(set) var lastUse = ContinuousClock.now
    var bells: [String: AsyncStream<Void>.Continuation] = [:] {
      didSet { lastUse = .now }
    }

    init(guid: String) { self.guid = guid }

    /// The number of the oldest package that is kept; that of the next one if there is none.
    var first: Int64 { last - Int64(packages.count) + 1 }

    subscript(number: Int64) -> Datahub_RequestSendDataPackageStream {
      packages[Int(number - 1) % Hub.packageLimit]
    }

    mutating func append(_ package: Datahub_RequestSendDataPackageStream) {
      if packages.count < Hub.packageLimit {
        packages.append(package)
      } else {
        packages[Int(last) % Hub.packageLimit] = package
      }
      last += 1
      lastUse = .now
      for bell in bells.values { bell.yield() }
    }

    /// The number behind which a subscriber begins.
    func start(of request: Datahub_RequestSubscribeDataPackages) throws -> Int64 {
      guard request.hubGuid.isEmpty || GUID.isValid(request.hubGuid) else {
        throw RPCError(code: .invalidArgument, message: "hub_guid is not a UUID")
      }
      let isOther = !request.hubGuid.isEmpty && request.hubGuid.lowercased() != guid
      guard request.after >= 0, isOther || request.after <= last else {
        throw RPCError(code: .invalidArgument, message: "after is below 0 or ahead of the log")
      }
      if isOther { return first - 1 }
      return request.after == 0 && request.hubGuid.isEmpty ? last : request.after
    }
  }

  /// The logs of all tags.
  private struct Logs {
    /// By the octets of the tag: two strings that Swift takes for equal may differ there.
    var byTag: [[UInt8]: Log] = [:]
    /// That of the next log: not that of one which was forgotten, whose readers may come back.
    var guid = GUID.random()

    /// Sees to it that a tag has a log. If there are too many, it forgets a tenth: of those that nobody
    /// reads, the least used ones.
    mutating func add(_ tag: [UInt8]) {
      guard byTag[tag] == nil else { return }
      if byTag.count >= Hub.tagLimit {
        let unread = byTag.lazy.filter { $0.value.bells.isEmpty }
        let uses = unread.map { (tag: $0.key, lastUse: $0.value.lastUse) }
        let byUse = uses.sorted { $0.lastUse < $1.lastUse }
        for (tag, _) in byUse.prefix(Hub.tagLimit / 10) { byTag[tag] = nil }
        guid = GUID.random()
      }
      byTag[tag] = Log(guid: guid)
    }
  }

  /// Puts a package into its tag's log.
  func publish(_ package: Datahub_RequestSendDataPackageStream) {
    let tag = Array(package.tagName.utf8)
    logs.withLock { logs in
      logs.add(tag)
      logs.byTag[tag]?.append(package)
    }
  }

  /// Begins a subscription, which has to be ended.
  ///
  /// - Throws: An `RPCError` that names the field that is wrong.
  func subscribe(_ request: Datahub_RequestSubscribeDataPackages) throws -> Subscription {
    let (rings, bell) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
    let (tag, id) = (Array(request.tagName.utf8), GUID.random())
    let place = try logs.withLock { logs in
      let place = try (logs.byTag[tag] ?? Log(guid: logs.guid)).start(of: request)
      logs.add(tag)
      logs.byTag[tag]?.bells[id] = bell
      return place
    }
    bell.onTermination = { [self] _ in logs.withLock { $0.byTag[tag]?.bells[id] = nil } }
    return Subscription(
      hub: self, tag: tag, bell: bell, rings: rings.makeAsyncIterator(), place: place)
  }

  /// The first package behind `place` that is still kept. If there is none yet, what a subscriber hears
  /// that has everything up to there.
  private func message(
    of tag: [UInt8], after place: Int64
  ) -> Datahub_ResponseSubscribeDataPackages {
    logs.withLock { logs in
      var message = Datahub_ResponseSubscribeDataPackages()
      message.number = place
      guard let log = logs.byTag[tag] else { return message }
      message.hubGuid = log.guid
      guard log.last > place else { return message }
      message.number = max(place + 1, log.first)
      message.missed = message.number - place - 1
      message.package = log[message.number]
      return message
    }
  }

  /// A subscriber: its place in the log of a tag. It is for one task.
  struct Subscription {
    fileprivate let hub: Hub
    fileprivate let tag: [UInt8]
    fileprivate let bell: AsyncStream<Void>.Continuation
    fileprivate var rings: AsyncStream<Void>.Iterator
    /// The number of the last message.
    fileprivate var place: Int64
    fileprivate var alarm: (due: ContinuousClock.Instant, task: Task<Void, any Error>)?

    /// The package behind the place, as soon as there is one; a sign of life if none came for `time`.
    ///
    /// - Throws: A `CancellationError` as soon as the task is cancelled.
    mutating func next(
      within time: Duration
    ) async throws -> Datahub_ResponseSubscribeDataPackages {
      let due = ContinuousClock.now + time
      while true {
        let message = hub.message(of: tag, after: place)
        place = message.number
        if message.hasPackage || due <= .now { return message }
        setAlarm(for: due)
        guard await rings.next() != nil else { throw CancellationError() }
      }
    }

    /// Rings the bell when a sign of life may be due. A sleep that is cancelled keeps its timer until its
    /// time is over, so that there is one at a time, and not one for each package.
    private mutating func setAlarm(for due: ContinuousClock.Instant) {
      if let alarm, alarm.due > .now { return }
      let task = Task { [bell] in
        // A sleep may be late, and so the last bit is waited for awake.
        let last = ContinuousClock.now.duration(to: due) / 10
        try await Task.sleep(until: due - last, clock: .continuous)
        while ContinuousClock.now < due { await Task.yield() }
        bell.yield()
      }
      alarm = (due, task)
    }

    /// Takes the subscriber out of the hub.
    func end() {
      alarm?.task.cancel()
      bell.finish()
    }
  }
}
