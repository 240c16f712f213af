internal import Referee
internal import Synchronization

/// A port for a program to listen at, as somebody might choose it: free when it was drawn, of no use
/// to the system for outgoing connections, and nobody else's in this process while the value exists.
final class DrawnPort: Sendable {
  private static let taken = Mutex<Set<Int>>([])

  let number: Int

  /// nil if many draws found none that is free.
  init?(from random: SeededRandom) {
    for _ in 0..<100 {
      let port = random.number(10_000...32_000)
      guard Self.taken.withLock({ $0.insert(port).inserted }) else { continue }
      if ReservedPort.isFree(port) {
        number = port
        return
      }
      _ = Self.taken.withLock { $0.remove(port) }
    }
    return nil
  }

  /// Whether nobody listens there.
  var isFree: Bool { ReservedPort.isFree(number) }

  deinit {
    _ = Self.taken.withLock { $0.remove(number) }
  }
}
