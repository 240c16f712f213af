internal import DataHub
internal import DataHubServices
internal import GRPCCore
internal import Synchronization

/// What goes in by Ingest, for whoever subscribes. Each tag has a lock of its own; that of the hub is held
/// only to find a tag.
final class Hub: Sendable {
  /// How many packages of a tag are kept.
  static let packageLimit = 1_000
  /// How many tags are kept; more only if somebody reads them all.
  static let tagLimit = 10_000

  /// The server's.
  static let shared = Hub()

  /// What rings at a subscriber: the number of the latest package, of which only the latest is kept.
  typealias Bell = AsyncStream<Int64>.Continuation

  private let index = Mutex(Index())

  /// Which tags there are.
  private struct Index {
    struct Entry {
      let topic: Topic
      var readers: Int
      var lastUse: UInt64
    }

    var entries: [[UInt8]: Entry] = [:]
    var uses: UInt64 = 0

    /// The topic of a tag, which is made if there is none. With `readers` of 1 it has one reader more.
    mutating func use(_ tag: [UInt8], readers: Int) -> Topic {
      uses += 1
      if let topic = entries[tag]?.topic {
        entries[tag]?.lastUse = uses
        entries[tag]?.readers += readers
        return topic
      }
      if entries.count >= Hub.tagLimit { forget(Hub.tagLimit / 10) }
      let topic = Topic()
      entries[tag] = Entry(topic: topic, readers: readers, lastUse: uses)
      return topic
    }

    /// Forgets so many of the tags that nobody reads: the least used ones.
    private mutating func forget(_ number: Int) {
      let unread = entries.filter { $0.value.readers == 0 }
      let order = unread.map { (tag: $0.key, lastUse: $0.value.lastUse) }
        .sorted { $0.lastUse < $1.lastUse }
      for entry in order.prefix(number) { entries[entry.tag] = nil }
    }
  }

  /// The packages of one tag and the bells of its readers.
  fileprivate final class Topic: Sendable {
    /// Tells these numbers from those of any other topic, also of the same tag.
    let guid = GUID.random()

    private struct State {
      var packages: [Int64: Datahub_RequestSendDataPackageStream] = [:]
      var last: Int64 = 0
      var bells: [UInt64: Bell] = [:]
      var nextBell: UInt64 = 0

      var first: Int64 { last - Int64(packages.count) + 1 }
    }

    private let state = Mutex(State())

    func append(_ package: Datahub_RequestSendDataPackageStream) {
      state.withLock { state in
        state.last += 1
        state.packages[state.last] = package
        state.packages[state.last - Int64(Hub.packageLimit)] = nil
        for bell in state.bells.values { bell.yield(state.last) }
      }
    }

    /// Hangs a bell up, and says where its owner begins.
    func enter(
      _ request: Datahub_RequestSubscribeDataPackages, bell: Bell
    ) throws -> (id: UInt64, place: Int64) {
      let isOurs = request.hubGuid.isEmpty || request.hubGuid.lowercased() == guid
      return try state.withLock { state in
        if isOurs, request.after > state.last {
          throw RPCError(
            code: .invalidArgument,
            message: "after: number \(request.after) is yet to come, the last one is \(state.last)")
        }
        let place =
          if !isOurs {
            state.first - 1
          } else if request.hubGuid.isEmpty && request.after == 0 {
            state.last
          } else {
            request.after
          }
        state.nextBell += 1
        state.bells[state.nextBell] = bell
        return (state.nextBell, place)
      }
    }

    func leave(_ id: UInt64) {
      state.withLock { state in
        state.bells[id] = nil
      }
    }

    /// The package behind `place`, if there is one.
    func message(behind place: Int64) -> Datahub_ResponseSubscribeDataPackages? {
      state.withLock { state in
        let number = max(place + 1, state.first)
        guard let package = state.packages[number] else { return nil }
        var message = Datahub_ResponseSubscribeDataPackages()
        message.hubGuid = guid
        message.number = number
        message.missed = number - place - 1
        message.package = package
        return message
      }
    }
  }

  /// Puts a package into its tag's topic.
  func publish(_ package: Datahub_RequestSendDataPackageStream) {
    let tag = Array(package.tagName.utf8)
    let topic = index.withLock { $0.use(tag, readers: 0) }
    topic.append(package)
  }

  /// Begins a subscription, which has to be ended.
  ///
  /// - Throws: An `RPCError` that names the field that is wrong.
  func subscribe(
    _ request: Datahub_RequestSubscribeDataPackages, bell: Bell
  ) throws -> Subscription {
    guard request.hubGuid.isEmpty || GUID.isValid(request.hubGuid) else {
      throw RPCError(code: .invalidArgument, message: "hub_guid: not a UUID")
    }
    guard request.after >= 0 else {
      throw RPCError(code: .invalidArgument, message: "after: there are no numbers below 0")
    }
    let tag = Array(request.tagName.utf8)
    let topic = try index.withLock { index -> Topic in
      // Who asks for what no tag has does not make one.
      if index.entries[tag] == nil, request.hubGuid.isEmpty, request.after > 0 {
        throw RPCError(code: .invalidArgument, message: "after: nothing has come in yet")
      }
      return index.use(tag, readers: 1)
    }
    do {
      let (id, place) = try topic.enter(request, bell: bell)
      return Subscription(hub: self, tag: tag, topic: topic, id: id, place: place)
    } catch {
      letGo(of: tag)
      throw error
    }
  }

  fileprivate func letGo(of tag: [UInt8]) {
    index.withLock { index in
      index.entries[tag]?.readers -= 1
    }
  }

  /// A subscriber: its place in a topic. It is for one task.
  struct Subscription {
    fileprivate let hub: Hub
    fileprivate let tag: [UInt8]
    fileprivate let topic: Topic
    fileprivate let id: UInt64
    /// The number of the last message.
    fileprivate(set) var place: Int64

    /// The package behind the place, and moves there.
    mutating func take() -> Datahub_ResponseSubscribeDataPackages? {
      guard let message = topic.message(behind: place) else { return nil }
      place = message.number
      return message
    }

    /// What a subscriber hears that has heard nothing for a while.
    func signOfLife() -> Datahub_ResponseSubscribeDataPackages {
      var message = Datahub_ResponseSubscribeDataPackages()
      message.hubGuid = topic.guid
      message.number = place
      return message
    }

    /// Takes the subscriber out of the hub.
    func end() {
      topic.leave(id)
      hub.letGo(of: tag)
    }
  }
}
