internal import DataHub
internal import DataHubServices
internal import GRPCCore

/// What goes in by Ingest, for whoever subscribes: an actor, whose readers wait in a list.
actor Hub {
  typealias Message = Datahub_ResponseSubscribeDataPackages

  private struct Log {
    var guid: String
    var packages: [Datahub_RequestSendDataPackageStream] = []
    var last: Int64 = 0
    var readers = 0
    var waiting: [Int: CheckedContinuation<Void, Never>] = [:]
    var lastUse = 0

    var first: Int64 { last - Int64(packages.count) + 1 }
  }

  static let shared = Hub()

  /// Of the logs that are made from now on.
  private var guid = GUID.random()
  private var logs: [String: Log] = [:]
  private var uses = 0

  func publish(_ package: Datahub_RequestSendDataPackageStream) {
    use(package.tagName)
    var woken: [CheckedContinuation<Void, Never>] = []
    logs[package.tagName]?.packages.append(package)
    if logs[package.tagName, default: Log(guid: guid)].packages.count > 1_000 {
      logs[package.tagName]?.packages.removeFirst()
    }
    logs[package.tagName]?.last += 1
    woken = Array(logs[package.tagName, default: Log(guid: guid)].waiting.values)
    logs[package.tagName]?.waiting = [:]
    for reader in woken { reader.resume() }
  }

  /// - Returns: The number behind which the subscriber begins.
  func begin(_ request: Datahub_RequestSubscribeDataPackages) throws -> Int64 {
    guard request.hubGuid.isEmpty || GUID.isValid(request.hubGuid) else {
      throw RPCError(code: .invalidArgument, message: "hub_guid is not a UUID")
    }
    let log = logs[request.tagName] ?? Log(guid: guid)
    let isOther = !request.hubGuid.isEmpty && request.hubGuid.lowercased() != log.guid
    guard request.after >= 0, isOther || request.after <= log.last else {
      throw RPCError(code: .invalidArgument, message: "after \(request.after) is not in the log")
    }
    use(request.tagName)
    logs[request.tagName]?.readers += 1
    if isOther { return log.first - 1 }
    return request.after == 0 && request.hubGuid.isEmpty ? log.last : request.after
  }

  func end(_ tag: String) {
    logs[tag]?.readers -= 1
  }

  /// The package behind `place`, or a sign of life if none comes in time. Looking and waiting are one
  /// step of the actor, so that nothing comes between them.
  func next(of tag: String, after place: Int64, within time: Duration) async -> Message {
    if (logs[tag]?.last ?? 0) <= place {
      uses += 1
      let id = uses
      let alarm = Task {
        try? await Task.sleep(for: time)
        wake(id, tag)
      }
      await withTaskCancellationHandler {
        await withCheckedContinuation { logs[tag]?.waiting[id] = $0 }
      } onCancel: {
        alarm.cancel()
      }
      alarm.cancel()
    }
    var message = Message()
    message.number = place
    guard let log = logs[tag] else { return message }
    message.hubGuid = log.guid
    guard log.last > place else { return message }
    message.number = max(place + 1, log.first)
    message.missed = message.number - place - 1
    message.package = log.packages[Int(message.number - log.first)]
    return message
  }

  private func wake(_ id: Int, _ tag: String) {
    logs[tag]?.waiting.removeValue(forKey: id)?.resume()
  }

  private func use(_ tag: String) {
    uses += 1
    if logs[tag] == nil, logs.count >= 10_000 {
      let unread = logs.filter { $0.value.readers == 0 }
      let byUse = unread.sorted { $0.value.lastUse < $1.value.lastUse }
      for (tag, _) in byUse.prefix(500) { logs[tag] = nil }
      guid = GUID.random()
    }
    logs[tag, default: Log(guid: guid)].lastUse = uses
  }
}
