internal import DataHub
internal import DataHubServices
internal import GRPCCore

/// What goes in by Ingest, for whoever subscribes.
actor Hub {
  private struct Log {
    var packages: [Datahub_RequestSendDataPackageStream] = []
    var last: Int64 = 0
    var waiting: [CheckedContinuation<Void, Never>] = []

    var first: Int64 { last - Int64(packages.count) + 1 }
  }

  static let shared = Hub()

  nonisolated let guid = GUID.random()
  private var logs: [String: Log] = [:]

  func publish(_ package: Datahub_RequestSendDataPackageStream) {
    var log = logs[package.tagName] ?? Log()
    log.packages.append(package)
    if log.packages.count > 1_000 { log.packages.removeFirst() }
    log.last += 1
    for reader in log.waiting { reader.resume() }
    log.waiting = []
    logs[package.tagName] = log
  }

  func last(of tag: String) -> Int64 { logs[tag]?.last ?? 0 }

  func next(of tag: String, after place: Int64) -> Datahub_ResponseSubscribeDataPackages? {
    guard let log = logs[tag], log.last > place else { return nil }
    var message = Datahub_ResponseSubscribeDataPackages()
    message.hubGuid = guid
    message.number = max(place + 1, log.first)
    message.missed = message.number - place - 1
    message.package = log.packages[Int(message.number - log.first)]
    return message
  }

  /// Returns when the next package of the tag comes in.
  func wait(for tag: String) async {
    await withCheckedContinuation { logs[tag, default: Log()].waiting.append($0) }
  }
}
