internal import DataHub
internal import DataHubServices
internal import GRPCCore

/// What goes in by Ingest, for whoever subscribes: each tag has a log of its latest packages.
actor Hub {
  /// How many packages of a tag are kept.
  static let packageLimit = 1_000
  /// How many tags are kept; more only if somebody reads them all.
  static let tagLimit = 10_000

  /// The server's.
  static let shared = Hub()

  private struct Log {
    let guid: String
    var packages: [Datahub_RequestSendDataPackageStream] = []
    /// Where the oldest one lies, once all places are taken.
    var oldest = 0
    var last: Int64 = 0
    var lastUse: UInt64
    var bells: [UInt64: AsyncStream<Void>.Continuation] = [:]

    init(guid: String, use: UInt64) {
      self.guid = guid
      lastUse = use
    }

    var first: Int64 { last - Int64(packages.count) + 1 }

    mutating func append(_ package: Datahub_RequestSendDataPackageStream) {
      last += 1
      if packages.count < Hub.packageLimit {
        packages.append(package)
      } else {
        packages[oldest] = package
        oldest = (oldest + 1) % Hub.packageLimit
      }
    }

    func package(_ number: Int64) -> Datahub_RequestSendDataPackageStream {
      packages[(oldest + Int(number - first)) % packages.count]
    }
  }

  private var logs: [[UInt8]: Log] = [:]
  private var guid = GUID.random()
  private var uses: UInt64 = 0

  /// Puts a package into its tag's log.
  func publish(_ package: Datahub_RequestSendDataPackageStream) {
    let tag = Array(package.tagName.utf8)
    touch(tag)
    logs[tag]?.append(package)
    if let bells = logs[tag]?.bells.values {
      for bell in bells { bell.yield() }
    }
  }

  /// Enters a reader, which is there until its bell is finished.
  ///
  /// - Returns: The number behind which it begins.
  func enter(
    _ request: Datahub_RequestSubscribeDataPackages, _ bell: AsyncStream<Void>.Continuation
  ) throws(RPCError) -> Int64 {
    let tag = Array(request.tagName.utf8)
    let log = logs[tag] ?? Log(guid: guid, use: uses)
    let isSame = request.hubGuid.isEmpty || request.hubGuid.lowercased() == log.guid
    if !request.hubGuid.isEmpty, !GUID.isValid(request.hubGuid) {
      throw RPCError(code: .invalidArgument, message: "hub_guid is no UUID")
    }
    if request.after < 0 || isSame && request.after > log.last {
      throw RPCError(code: .invalidArgument, message: "after is no number of this log")
    }
    touch(tag)
    let id = uses
    logs[tag]?.bells[id] = bell
    bell.onTermination = { _ in Task { await self.leave(tag, id) } }
    if !isSame { return log.first - 1 }
    return request.hubGuid.isEmpty && request.after == 0 ? log.last : request.after
  }

  private func leave(_ tag: [UInt8], _ id: UInt64) {
    logs[tag]?.bells[id] = nil
  }

  /// The first package behind `place`; if there is none, a sign of life.
  func message(
    of tag: [UInt8], behind place: Int64
  ) -> Datahub_ResponseSubscribeDataPackages {
    var message = Datahub_ResponseSubscribeDataPackages()
    message.number = place
    guard let log = logs[tag] else { return message }
    message.hubGuid = log.guid
    if log.last > place {
      message.number = max(log.first, place + 1)
      message.missed = message.number - (place + 1)
      message.package = log.package(message.number)
    }
    return message
  }

  /// Says that a tag is used, and makes its log if there is none.
  private func touch(_ tag: [UInt8]) {
    uses += 1
    if logs[tag] != nil {
      logs[tag]?.lastUse = uses
      return
    }
    if logs.count >= Self.tagLimit {
      // The uses of those that nobody reads tell which tenth of them is the oldest.
      let ages = logs.values.filter(\.bells.isEmpty).map(\.lastUse).sorted()
      if !ages.isEmpty {
        let oldest = ages[min(Self.tagLimit / 10, ages.count) - 1]
        logs = logs.filter { !$0.value.bells.isEmpty || $0.value.lastUse > oldest }
      }
      guid = GUID.random()
    }
    logs[tag] = Log(guid: guid, use: uses)
  }
}
