internal import GRPCCore
internal import Synchronization

/// Drops what is written, and tells when so many messages were.
final class DroppingWriter: ClosableRPCWriterProtocol {
  private let expected: Int
  private let whenReached: @Sendable () -> Void
  private let written = Atomic(0)

  init(expected: Int, whenReached: @escaping @Sendable () -> Void) {
    self.expected = expected
    self.whenReached = whenReached
  }

  func write(_ element: RPCResponsePart<[UInt8]>) async throws {
    guard case .message = element else { return }
    if written.add(1, ordering: .relaxed).newValue == expected { whenReached() }
  }

  func write(contentsOf elements: some Sequence<RPCResponsePart<[UInt8]>>) async throws {
    for element in elements { try await write(element) }
  }

  func finish() async {}

  func finish(throwing error: any Error) async {}
}
