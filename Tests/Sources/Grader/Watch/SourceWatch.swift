internal import Foundation
internal import Synchronization

/// Looks at a submission's files ten times a second, which works on every system and file system.
final class SourceWatch: Sendable {
  enum Event: Hashable, Sendable {
    /// Files differ from what they were: they may still be written to.
    case changed([String])
    /// They have been the same for a while.
    case settled
  }

  private struct State {
    var stamp: SourceStamp
    var isSettled = true
  }

  private static let interval = 0.1

  private let folder: URL
  private let tell: @Sendable (Event) -> Void
  private let state: Mutex<State>

  /// - Parameter tell: Is called on a thread of its own.
  init(_ folder: URL, tell: @escaping @Sendable (Event) -> Void) {
    self.folder = folder
    self.tell = tell
    self.state = Mutex(State(stamp: SourceStamp(of: folder)))
  }

  /// Looks, on that thread, for as long as this value lives.
  func start() {
    Thread.detachNewThread { [weak self] in
      while let watch = self {
        watch.look()
        Thread.sleep(forTimeInterval: Self.interval)
      }
    }
  }

  /// One look.
  func look() {
    let stamp = SourceStamp(of: folder)
    let event = state.withLock { state -> Event? in
      let changed = stamp.differences(to: state.stamp)
      state.stamp = stamp
      if changed.isEmpty {
        defer { state.isSettled = true }
        return state.isSettled ? nil : .settled
      }
      state.isSettled = false
      return .changed(changed)
    }
    if let event { tell(event) }
  }
}
