internal import DataHubServices
internal import GRPCCore
internal import SwiftProtobuf

extension Caller {
  func unary(
    _ text: String, _ metadata: Metadata, _ options: CallOptions
  ) async throws -> Answer {
    try await ingest.sendDataPackage(
      .with { $0.trackingGuid = text }, metadata: metadata, options: options
    ) { response in
      try expect(response.message.trackingGuid.utf8.count, text.utf8.count)
      return Answer(
        initial: response.metadata, trailing: response.trailingMetadata,
        messages: Int(try response.message.dataPackageCount))
    }
  }

  func upload(
    _ text: String, _ count: Int, _ metadata: Metadata, _ options: CallOptions
  ) async throws -> Answer {
    try await ingest.sendDataPackagesStream(metadata: metadata, options: options) { writer in
      for _ in 0..<count { try await writer.write(.with { $0.trackingGuid = text }) }
    } onResponse: { response in
      try expect(response.message.trackingGuid.utf8.count, text.utf8.count)
      return Answer(
        initial: response.metadata, trailing: response.trailingMetadata,
        messages: Int(try response.message.dataPackageCount))
    }
  }

  func subscribe(
    _ text: String, _ count: Int, _ metadata: Metadata, _ options: CallOptions
  ) async throws -> Answer {
    var metadata = metadata
    metadata.addString("\(count)", forKey: "count")
    return try await egress.getDataPackagesStream(
      .with { $0.tagName = text }, metadata: metadata, options: options
    ) { response in
      try await answer(to: response) { try expect($0.tagName.utf8.count, text.utf8.count) }
    }
  }

  func exchange(
    _ text: String, _ count: Int, _ metadata: Metadata, _ options: CallOptions
  ) async throws -> Answer {
    try await ingest.exchangeDataPackages(metadata: metadata, options: options) { writer in
      for _ in 0..<count { try await writer.write(.with { $0.trackingGuid = text }) }
    } onResponse: { response in
      try await answer(to: response) { try expect($0.trackingGuid.utf8.count, text.utf8.count) }
    }
  }

  private func answer<Message>(
    to response: StreamingClientResponse<Message>, check: (Message) throws -> Void
  ) async throws -> Answer {
    var answer = Answer(initial: response.metadata)
    for try await part in try response.accepted.get().bodyParts {
      switch part {
      case .message(let message):
        try check(message)
        answer.messages += 1
      case .trailingMetadata(let metadata):
        answer.trailing = metadata
      }
    }
    return answer
  }
}
