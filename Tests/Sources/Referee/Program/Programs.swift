internal import Synchronization

/// The programs that run at the moment, by process id.
final class Programs: Sendable {
  static let shared = Programs()

  private let running = Mutex<Set<Int32>>([])

  /// Starts a program. Nobody sees its process before it is known here.
  func start(_ spawn: Spawn) throws -> Spawn.Result {
    try running.withLock { running in
      let spawned = try spawn.run()
      running.insert(spawned.processID)
      return spawned
    }
  }

  /// Says that a process id is given back to the system.
  func remove(_ processID: Int32) {
    running.withLock { _ = $0.remove(processID) }
  }

  var all: Set<Int32> { running.withLock { $0 } }
}
