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

  /// Tells this hub's numbers from those of the server's other starts.
  let guid = GUID.random()
  private let logs = Mutex<[String: Log]>([:])

  /// The latest packages of one tag, numbered from 1, and the bells of those who read it.
  private struct Log {
    private var packages: [Datahub_RequestSendDataPackageStream] = []
    /// The number of the latest package; 0 before the first.
    private(set) var last: Int64 = 0
    var bells: [String: AsyncStream<Void>.Continuation] = [:]
    var lastUse = ContinuousClock.now

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
  }

  /// Puts a package into its tag's log.
  func publish(_ package: Datahub_RequestSendDataPackageStream) {
    logs.withLock { logs in
      Self.makeRoom(for: package.tagName, in: &logs)
      logs[package.tagName, default: Log()].append(package)
    }
  }

  /// Begins a subscription behind the number `place`. Its bell rings at once, and whenever a package of
  /// the tag has come in; it ends when the bell is finished.
  ///
  /// - Throws: An `RPCError` that names the field that is wrong.
  func subscribe(
    _ request: Datahub_RequestSubscribeDataPackages
  ) throws -> (place: Int64, rings: AsyncStream<Void>, bell: AsyncStream<Void>.Continuation) {
    let (id, tag) = (GUID.random(), request.tagName)
    let (rings, bell) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
    let place = try logs.withLock { logs in
      let place = try start(of: request, in: logs[tag] ?? Log())
      Self.makeRoom(for: tag, in: &logs)
      logs[tag, default: Log()].bells[id] = bell
      return place
    }
    bell.yield()
    return (place, rings, bell)
  }

  /// The first package behind `place` that is still kept; nil if there is none yet.
  func next(of tag: String, after place: Int64) -> Datahub_ResponseSubscribeDataPackages? {
    logs.withLock { logs in
      guard let log = logs[tag], log.last > place else { return nil }
      var message = signOfLife(at: max(place + 1, log.first))
      message.missed = message.number - place - 1
      message.package = log[message.number]
      return message
    }
  }

  /// What a subscriber hears that has everything up to `place`.
  func signOfLife(at place: Int64) -> Datahub_ResponseSubscribeDataPackages {
    var message = Datahub_ResponseSubscribeDataPackages()
    message.hubGuid = guid
    message.number = place
    return message
  }

  private func start(
    of request: Datahub_RequestSubscribeDataPackages, in log: Log
  ) throws -> Int64 {
    guard request.hubGuid.isEmpty || GUID.isValid(request.hubGuid) else {
      throw RPCError(code: .invalidArgument, message: "hub_guid is not a UUID")
    }
    let isOther = !request.hubGuid.isEmpty && request.hubGuid.lowercased() != guid
    guard request.after >= 0, isOther || request.after <= log.last else {
      throw RPCError(code: .invalidArgument, message: "after is below 0 or ahead of the log")
    }
    if isOther { return log.first - 1 }
    return request.after == 0 && request.hubGuid.isEmpty ? log.last : request.after
  }

  /// Before a tag is added: forgets a tenth of those that nobody reads, the least used ones, if there
  /// are too many.
  private static func makeRoom(for tag: String, in logs: inout [String: Log]) {
    guard logs[tag] == nil, logs.count >= tagLimit else { return }
    let unread = logs.filter { $0.value.bells.isEmpty }
    let byUse = unread.sorted { $0.value.lastUse < $1.value.lastUse }
    for (tag, _) in byUse.prefix(tagLimit / 10) { logs[tag] = nil }
  }
}
