internal import NIOCore
internal import Synchronization

/// A queue whose reader waits for the next element, up to a cap. Any number may read; each element
/// goes to one of them.
final class Mailbox<Element: Sendable>: Sendable {
  private struct State {
    var elements: [Element] = []
    var head = 0
    var isFinished = false
    var waiters: [(id: Int, continuation: CheckedContinuation<Element?, Never>)] = []
    var nextID = 0
    /// Reads that ran out of time, or were cancelled, before they began to wait.
    var gaveUp: Set<Int> = []

    mutating func take() -> Element? {
      if head == elements.count { return nil }
      defer { dropFirst() }
      return elements[head]
    }

    mutating func dropFirst() {
      head += 1
      if head == elements.count || head == 1024 {
        elements.removeFirst(head)
        head = 0
      }
    }
  }

  private let state = Mutex(State())
  /// How many elements wait at most; beyond it the oldest is lost.
  private let limit: Int

  init(limit: Int = .max) {
    self.limit = limit
  }

  /// How many elements wait to be taken.
  var count: Int { state.withLock { $0.elements.count - $0.head } }

  /// Hands over an element, to a reader that waits or to the queue.
  func post(_ element: Element) {
    let reader = state.withLock { state -> CheckedContinuation<Element?, Never>? in
      if state.isFinished { return nil }
      if !state.waiters.isEmpty { return state.waiters.removeFirst().continuation }
      state.elements.append(element)
      if state.elements.count - state.head > limit { state.dropFirst() }
      return nil
    }
    reader?.resume(returning: element)
  }

  /// Says that nothing will follow what was posted.
  func finish() {
    let readers = state.withLock { state in
      state.isFinished = true
      defer { state.waiters = [] }
      return state.waiters
    }
    for reader in readers { reader.continuation.resume(returning: nil) }
  }

  /// The next element; nil if none comes within `cap`, if none will come, and when the task is
  /// cancelled.
  func next(within cap: Duration) async -> Element? {
    // Most find something, and then need no alarm.
    if !Task.isCancelled, let element = state.withLock({ $0.take() }) { return element }
    let id = state.withLock { state in
      state.nextID += 1
      return state.nextID
    }
    let deadline = Loops.deadlines.scheduleTask(in: cap.timeAmount) { self.giveUp(id) }
    defer {
      deadline.cancel()
      _ = state.withLock { $0.gaveUp.remove(id) }
    }
    return await withTaskCancellationHandler {
      await withCheckedContinuation { wait(id, $0) }
    } onCancel: {
      giveUp(id)
    }
  }

  private func wait(_ id: Int, _ continuation: CheckedContinuation<Element?, Never>) {
    let outcome = state.withLock { state -> Element?? in
      if let element = state.take() { return .some(element) }
      if state.isFinished || state.gaveUp.contains(id) { return .some(nil) }
      state.waiters.append((id, continuation))
      return nil
    }
    if let outcome { continuation.resume(returning: outcome) }
  }

  private func giveUp(_ id: Int) {
    let reader = state.withLock { state -> CheckedContinuation<Element?, Never>? in
      guard let index = state.waiters.firstIndex(where: { $0.id == id }) else {
        state.gaveUp.insert(id)
        return nil
      }
      return state.waiters.remove(at: index).continuation
    }
    reader?.resume(returning: nil)
  }
}
