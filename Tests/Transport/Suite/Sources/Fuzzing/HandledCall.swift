internal import GRPCCore
internal import GRPCNghttp2Transport

/// A server's application, for one call.
struct HandledCall: Sendable {
  let number: Int
  let calls: Calls
  let stream: RPCStream<Nghttp2ServerTransport.Inbound, Nghttp2ServerTransport.Outbound>

  /// The methods there are; any other is treated as Count.
  static let methods = [
    "Count", "Echo", "Flood", "Early", "Late", "Wait", "None", "Fail",
  ]

  func run(_ context: ServerContext) async {
    // What a handler throws has nowhere to go; the rules are checked on what it has seen.
    switch context.descriptor.method {
    case "Echo": try? await echo()
    case "Flood": await flood()
    case "Early": try? await end(.permissionDenied)
    case "Late":
      calls.change(number) { $0.isLate = true }
      await calls.waitUntilLate()
      try? await count()
    case "Wait":
      try? await context.cancellation.cancelled
      try? await end(.ok)
    case "None": break
    case "Fail": await stream.outbound.finish(throwing: RPCError(code: .dataLoss, message: ""))
    default: try? await count()
    }
  }

  private func read(_ body: (Nghttp2TransportBytes) async throws -> Void) async throws {
    for try await part in stream.inbound {
      guard case .message(let message) = part else { continue }
      calls.change(number) { $0.messages.append(message.withUnsafeBytes { Array($0) }) }
      try await body(message)
    }
    calls.change(number) { $0.isComplete = true }
  }

  private func echo() async throws {
    try await stream.outbound.write(.metadata(["answer-bin": .binary([1, 2, 3])]))
    try await read { try await stream.outbound.write(.message($0)) }
    try await end(.ok)
  }

  private func count() async throws {
    try await read { _ in }
    try await stream.outbound.write(.metadata([:]))
    try await stream.outbound.write(.message(Nghttp2TransportBytes(repeating: 1, count: 3)))
    try await end(.ok)
  }

  /// Reads and writes at once, more than any window takes.
  private func flood() async {
    await withDiscardingTaskGroup { tasks in
      tasks.addTask {
        do {
          try await stream.outbound.write(.metadata([:]))
          for _ in 0..<30 {
            let message = Nghttp2TransportBytes(repeating: 7, count: 3_000)
            try await stream.outbound.write(.message(message))
          }
          try await end(.ok)
        } catch {}
      }
      tasks.addTask { try? await read { _ in } }
    }
  }

  private func end(_ code: Status.Code) async throws {
    let status = Status(code: code, message: "naïve, 100%")
    try await stream.outbound.write(.status(status, ["trailer": "value"]))
  }
}
