internal import DataHub
internal import DataHubServices
internal import GRPCCore
internal import Synchronization

/// What goes in by Ingest, for whoever subscribes: each subscriber has a queue.
final class Hub: Sendable {
  typealias Message = Datahub_ResponseSubscribeDataPackages

  static let shared = Hub()

  let guid = GUID.random()
  private let tags = Mutex<[String: Tag]>([:])

  private struct Tag {
    var last: Int64 = 0
    var queues: [String: AsyncStream<Message>.Continuation] = [:]
  }

  /// Puts a package into the queue of each subscriber of its tag.
  func publish(_ package: Datahub_RequestSendDataPackageStream) {
    tags.withLock { tags in
      tags[package.tagName, default: Tag()].last += 1
      guard let tag = tags[package.tagName] else { return }
      var message = Message()
      message.hubGuid = guid
      message.number = tag.last
      message.package = package
      for queue in tag.queues.values { queue.yield(message) }
    }
  }

  func subscribe(to tag: String) -> AsyncStream<Message> {
    let id = GUID.random()
    let (messages, queue) = AsyncStream.makeStream(of: Message.self)
    tags.withLock { $0[tag, default: Tag()].queues[id] = queue }
    queue.onTermination = { [self] _ in tags.withLock { $0[tag]?.queues[id] = nil } }
    return messages
  }
}
