internal import Synchronization

/// Something to do for several workers: each piece is handed to one of them.
final class Queue<Element: Sendable>: Sendable {
  private let rest: Mutex<ArraySlice<Element>>

  init(_ elements: [Element]) { rest = Mutex(elements[...]) }

  /// nil if all were handed out.
  func next() -> Element? { rest.withLock { $0.popFirst() } }
}
