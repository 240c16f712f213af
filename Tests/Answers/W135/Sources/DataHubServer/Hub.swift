internal import DataHub
internal import DataHubServices
internal import GRPCCore

/// What goes in by Ingest, for whoever subscribes: each package is written to each subscriber.
actor Hub {
  typealias Writer = RPCWriter<Datahub_ResponseSubscribeDataPackages>

  static let shared = Hub()

  nonisolated let guid = GUID.random()
  private var numbers: [String: Int64] = [:]
  private var writers: [String: [String: Writer]] = [:]

  /// Writes a package to the subscribers of its tag, one after the other.
  func publish(_ package: Datahub_RequestSendDataPackageStream) async {
    numbers[package.tagName, default: 0] += 1
    var message = Datahub_ResponseSubscribeDataPackages()
    message.hubGuid = guid
    message.number = numbers[package.tagName, default: 0]
    message.package = package
    for (id, writer) in writers[package.tagName, default: [:]] {
      do {
        try await writer.write(message)
      } catch {
        writers[package.tagName]?[id] = nil
      }
    }
  }

  func add(_ writer: Writer, of tag: String, id: String) {
    writers[tag, default: [:]][id] = writer
  }

  func remove(_ id: String, of tag: String) {
    writers[tag]?[id] = nil
  }
}
