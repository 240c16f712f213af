internal import Synchronization

/// A moment that passes for all calls at once, and is cheap to ask for.
final class Deadline: Sendable {
  private let passed = Atomic(false)

  var hasPassed: Bool { passed.load(ordering: .relaxed) }

  func pass() { passed.store(true, ordering: .relaxed) }
}
