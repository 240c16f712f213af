internal import Synchronization

/// The programs that run at the moment, by process id.
final class Programs: Sendable {
  static let shared = Programs()

  private let running = Mutex<Set<Int32>>([])

  func add(_ processID: Int32) {
    running.withLock { _ = $0.insert(processID) }
  }

  func remove(_ processID: Int32) {
    running.withLock { _ = $0.remove(processID) }
  }

  var all: Set<Int32> { running.withLock { $0 } }
}
