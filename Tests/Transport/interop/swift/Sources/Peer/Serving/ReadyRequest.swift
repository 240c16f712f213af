internal import GRPCCore

/// The parts of a request with one message.
struct ReadyRequest: AsyncSequence, Sendable {
  let message: [UInt8]

  func makeAsyncIterator() -> Iterator { Iterator(message: message) }

  struct Iterator: AsyncIteratorProtocol {
    let message: [UInt8]
    private var taken = 0

    init(message: [UInt8]) {
      self.message = message
    }

    mutating func next() async throws -> RPCRequestPart<[UInt8]>? {
      try await next(isolation: nil)
    }

    mutating func next(
      isolation: isolated (any Actor)?
    ) async throws(any Error) -> RPCRequestPart<[UInt8]>? {
      taken += 1
      return switch taken {
      case 1: .metadata([:])
      case 2: .message(message)
      default: nil
      }
    }
  }
}
