internal import Foundation
internal import Referee
internal import Synchronization

/// Ends all that the grader started when that holds too much memory together: the system's own limits
/// are for one process alone.
final class MemoryGuard: Sendable {
  private struct State {
    var isOver = false
    var wasExceeded = false
  }

  private let limit: Int
  private let state = Mutex(State())

  /// Looks five times a second, on a thread of its own: it must not wait for those of the pool.
  ///
  /// - Parameters:
  ///   - limit: In octets, beside what is held now.
  ///   - memory: What is held, in octets.
  ///   - kill: Ends all who hold it.
  init(
    limit: Int, memory: @escaping @Sendable () -> Int = { Leftovers.memory() },
    kill: @escaping @Sendable () -> Void = { Leftovers.killAll() }
  ) {
    self.limit = limit
    let before = memory()
    Thread.detachNewThread {
      while !self.state.withLock({ $0.isOver }) {
        if memory() - before > limit {
          self.state.withLock { $0.wasExceeded = true }
          kill()
        }
        Thread.sleep(forTimeInterval: 0.2)
      }
    }
  }

  /// What happened, in words; nil if there was memory enough. The guard ends.
  func end() -> String? {
    state.withLock { state in
      state.isOver = true
      return state.wasExceeded
        ? "all processes of the submission held more than \(limit >> 30) GiB of memory" : nil
    }
  }
}
