internal import GRPCCore
@testable internal import GRPCNghttp2Transport
internal import NIOCore

/// A client's application, for one call.
struct MadeCall: Sendable {
  enum Kind: String, CaseIterable, Sendable {
    case count = "Count"
    case echo = "Echo"
    case flood = "Flood"
    /// Leaves after the first part.
    case leave = "Early"
    case late = "Late"
    case fail = "Fail"
  }

  let kind: Kind
  let number: Int
  let calls: Calls
  let messageLimit: Int

  /// What the transport does for a call, on a connection of its choice.
  func run(on connector: Connector) async {
    guard let link = try? await connector.link(waitForReady: false),
      let stream = await open(link)
    else { return }
    let writer = RequestWriter(
      stream: stream,
      method: MethodDescriptor(fullyQualifiedService: "test.Service", method: kind.rawValue),
      authority: "test", messageLimit: .max)
    let parts = InboundParts<RPCResponsePart<Nghttp2TransportBytes>>(
      stream: stream, messageLimit: messageLimit)
    await withDiscardingTaskGroup { tasks in
      tasks.addTask { await write(writer) }
      tasks.addTask {
        try? await read(parts, stream)
        // A call that is over ends its request as well.
        stream.leave()
      }
    }
    calls.change(number) { $0.stream = stream.id }
  }

  private func open(_ link: Connector.Link) async -> CallStream? {
    await withCheckedContinuation { continuation in
      link.gate.eventLoop.execute {
        let connection = link.gate.connection
        continuation.resume(returning: connection.flatMap { $0.client?.open(on: $0) })
      }
    }
  }

  private func write(_ writer: RequestWriter) async {
    do {
      try await writer.write(
        .metadata([
          "text": "value", "octets-bin": .binary([0, 255, 7]), "grpc-timeout": "59999962u",
        ]))
      let (count, size) = kind == .flood ? (30, 3_000) : (2, 10)
      for octet in 0..<count {
        let message = Nghttp2TransportBytes(repeating: UInt8(octet), count: size)
        try await writer.write(.message(message))
      }
      if kind == .fail {
        await writer.finish(throwing: RPCError(code: .dataLoss, message: ""))
      } else {
        await writer.finish()
      }
    } catch {
      await writer.finish(throwing: error)
    }
  }

  private func read(
    _ parts: InboundParts<RPCResponsePart<Nghttp2TransportBytes>>, _ stream: CallStream
  ) async throws {
    if kind == .late {
      calls.change(number) { $0.isLate = true }
      await calls.waitUntilLate()
    }
    for try await part in parts {
      switch part {
      case .metadata: break
      case .message(let message):
        calls.change(number) { $0.messages.append(message.withUnsafeBytes { Array($0) }) }
      case .status(let status, _):
        if status.code == .ok { calls.change(number) { $0.isComplete = true } }
      }
      if kind == .leave { return }
    }
  }
}
