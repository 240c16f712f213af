internal import Synchronization

/// Counts the calls that were told to wait.
final class Tally: Sendable {
  private let waiting = Atomic(0)
  private let left = Atomic(0)

  /// A call waits for its caller to leave.
  func beginWaiting() { waiting.add(1, ordering: .relaxed) }

  /// A caller has left, or the call's deadline has passed.
  func endWaiting() { left.add(1, ordering: .relaxed) }

  /// How many calls have begun to wait (`waiting`), or waited until their end (`left`).
  func number(named name: String) -> Int {
    name == "waiting" ? waiting.load(ordering: .relaxed) : left.load(ordering: .relaxed)
  }
}
