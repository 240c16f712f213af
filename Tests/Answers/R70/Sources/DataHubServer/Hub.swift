internal import DataHub
internal import DataHubServices
internal import GRPCCore
internal import Synchronization

/// What goes in by Ingest, for whoever subscribes: each tag has a log of its latest packages, as the
/// messages that go out.
final class Hub: Sendable {
  /// How many packages of a tag are kept.
  static let packageLimit = 1_000
  /// How many tags are kept; more only if somebody reads them all.
  static let tagLimit = 10_000

  /// The server's.
  static let shared = Hub()

  /// Messages of a tag. All is filled in but `missed`, which is a matter of the reader.
  private struct Log {
    let guid: String
    var messages: [Datahub_ResponseSubscribeDataPackages] = []
    var last: Int64 = 0
    var used = ContinuousClock.now
    var watchers: [UInt64: AsyncStream<Int64>.Continuation] = [:]

    init(guid: String) { self.guid = guid }

    var first: Int64 { last + 1 - Int64(messages.count) }

    mutating func append(_ package: Datahub_RequestSendDataPackageStream) {
      last += 1
      used = .now
      var message = Datahub_ResponseSubscribeDataPackages()
      message.hubGuid = guid
      message.number = last
      message.package = package
      if messages.count < Hub.packageLimit {
        messages.append(message)
      } else {
        messages[slot(last)] = message
      }
      for watcher in watchers.values { watcher.yield(last) }
    }

    /// The oldest message behind `place`; if there is none, one without a package.
    func message(behind place: Int64) -> Datahub_ResponseSubscribeDataPackages {
      if place < last {
        let number = max(place + 1, first)
        var message = messages[slot(number)]
        message.missed = number - 1 - place
        return message
      }
      var message = Datahub_ResponseSubscribeDataPackages()
      message.hubGuid = guid
      message.number = place
      return message
    }

    private func slot(_ number: Int64) -> Int { Int((number - 1) % Int64(Hub.packageLimit)) }
  }

  private struct State {
    var logs: [[UInt8]: Log] = [:]
    var guid = GUID.random()
    var watcherCount: UInt64 = 0

    mutating func makeRoom(for tag: [UInt8]) {
      guard logs[tag] == nil else { return }
      if logs.count >= Hub.tagLimit {
        var unwatched: [(tag: [UInt8], used: ContinuousClock.Instant)] = []
        for (tag, log) in logs where log.watchers.isEmpty { unwatched.append((tag, log.used)) }
        unwatched.sort { $0.used < $1.used }
        for (tag, _) in unwatched.prefix(Hub.tagLimit / 10) { logs.removeValue(forKey: tag) }
        guid = GUID.random()
      }
      logs[tag] = Log(guid: guid)
    }
  }

  private let state = Mutex(State())

  /// Puts a package into its tag's log.
  func publish(_ package: Datahub_RequestSendDataPackageStream) {
    let tag = Array(package.tagName.utf8)
    state.withLock { state in
      state.makeRoom(for: tag)
      state.logs[tag]?.append(package)
    }
  }

  /// Begins a subscription, which ends when it is told to, or when nobody holds it any more.
  ///
  /// - Parameter silence: After what time without a message there is one without a package.
  /// - Throws: An `RPCError` that names the field that is wrong.
  func subscription(
    to request: Datahub_RequestSubscribeDataPackages, silence: Duration
  ) throws -> Subscription {
    guard request.hubGuid.isEmpty || GUID.isValid(request.hubGuid) else {
      throw RPCError(code: .invalidArgument, message: "hub_guid has to be empty or a UUID")
    }
    guard request.after >= 0 else {
      throw RPCError(code: .invalidArgument, message: "after must not be below 0")
    }
    let tag = Array(request.tagName.utf8)
    let (news, watcher) = AsyncStream.makeStream(of: Int64.self, bufferingPolicy: .bufferingNewest(1))

    let (id, place) = try state.withLock { state -> (UInt64, Int64) in
      let log = state.logs[tag] ?? Log(guid: state.guid)
      let place: Int64
      if !request.hubGuid.isEmpty && request.hubGuid.lowercased() != log.guid {
        place = log.first - 1
      } else {
        guard request.after <= log.last else {
          throw RPCError(
            code: .invalidArgument, message: "after must not be above \(log.last), the last number")
        }
        let isFromNowOn = request.hubGuid.isEmpty && request.after == 0
        place = isFromNowOn ? log.last : request.after
      }
      state.makeRoom(for: tag)
      state.watcherCount += 1
      state.logs[tag]?.watchers[state.watcherCount] = watcher
      return (state.watcherCount, place)
    }
    return Subscription(
      hub: self, tag: tag, id: id, start: place, silence: silence, news: news, watcher: watcher)
  }

  fileprivate func leave(_ tag: [UInt8], _ id: UInt64) {
    state.withLock { state in
      // Who has read counts as use.
      state.logs[tag]?.used = .now
      state.logs[tag]?.watchers[id] = nil
    }
  }

  fileprivate func message(
    of tag: [UInt8], behind place: Int64
  ) -> Datahub_ResponseSubscribeDataPackages {
    state.withLock { state in
      (state.logs[tag] ?? Log(guid: state.guid)).message(behind: place)
    }
  }

  /// The messages of one subscriber, in their order, without an end.
  final class Subscription: AsyncSequence, Sendable {
    typealias Element = Datahub_ResponseSubscribeDataPackages

    fileprivate let hub: Hub
    fileprivate let tag: [UInt8]
    fileprivate let id: UInt64
    fileprivate let start: Int64
    fileprivate let silence: Duration
    fileprivate let news: AsyncStream<Int64>
    fileprivate let watcher: AsyncStream<Int64>.Continuation

    fileprivate init(
      hub: Hub, tag: [UInt8], id: UInt64, start: Int64, silence: Duration,
      news: AsyncStream<Int64>, watcher: AsyncStream<Int64>.Continuation
    ) {
      self.hub = hub
      self.tag = tag
      self.id = id
      self.start = start
      self.silence = silence
      self.news = news
      self.watcher = watcher
    }

    deinit { end() }

    /// Takes the subscriber out of the hub. A second time it does nothing.
    func end() {
      watcher.finish()
      hub.leave(tag, id)
    }

    func makeAsyncIterator() -> AsyncIterator {
      AsyncIterator(subscription: self, place: start, news: news.makeAsyncIterator())
    }

    struct AsyncIterator: AsyncIteratorProtocol {
      fileprivate let subscription: Subscription
      /// The number of the last message.
      fileprivate var place: Int64
      fileprivate var news: AsyncStream<Int64>.Iterator
      fileprivate var alarm: Alarm?

      fileprivate struct Alarm {
        let time: ContinuousClock.Instant
        let task: Task<Void, any Error>
      }

      /// - Throws: A `CancellationError` as soon as the task is cancelled.
      mutating func next() async throws -> Datahub_ResponseSubscribeDataPackages? {
        let limit = ContinuousClock.now + subscription.silence
        while true {
          let message = subscription.hub.message(of: subscription.tag, behind: place)
          if message.hasPackage || limit <= .now {
            place = message.number
            return message
          }
          arm(limit)
          if await news.next() == nil {
            alarm?.task.cancel()
            throw CancellationError()
          }
        }
      }

      /// Has the watcher woken at `limit`, unless it will be before.
      private mutating func arm(_ limit: ContinuousClock.Instant) {
        guard (alarm?.time ?? .now) <= .now else { return }
        let watcher = subscription.watcher
        alarm = Alarm(
          time: limit,
          task: Task {
            try await Task.sleep(until: limit, clock: .continuous)
            watcher.yield(0)
          })
      }
    }
  }
}
