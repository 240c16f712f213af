internal import GRPCCore

/// Something that must go well with each kind of RPC.
enum Trial: String, CaseIterable {
  case metadata = "metadata comes back, text and binary"
  case status = "error status, message and metadata"
  case cancellation = "cancellation"
  case deadline = "deadline"
  case largeMessage = "a message of 4 MiB"
  case manyMessages = "100,000 messages"

  func applies(to kind: Kind) -> Bool {
    self != .manyMessages || kind != .unary
  }

  func run(_ kind: Kind, by caller: Caller) async throws {
    switch self {
    case .metadata: try await caller.expectEcho(kind)
    case .status: try await caller.expectStatus(kind)
    case .cancellation: try await caller.expectCancellation(kind)
    case .deadline: try await caller.expectDeadline(kind)
    case .largeMessage:
      // The answer has a little more beside the text, and must not pass the limit either.
      try await expect(caller.make(kind, octets: (4 << 20) - 100).messages, 1)
    case .manyMessages:
      try await expect(caller.make(kind, count: 100_000).messages, 100_000)
    }
  }
}

/// What a trial did not see.
struct Unexpected: Error, CustomStringConvertible {
  let description: String
}

func expect<Value: Equatable>(_ received: Value, _ expected: Value) throws {
  guard received == expected else {
    throw Unexpected(description: "expected \(expected), received \(received)")
  }
}
