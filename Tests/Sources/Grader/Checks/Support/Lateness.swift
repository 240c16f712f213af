internal import Synchronization

/// How late this machine's timers fire, watched from when the value is made until ``end()``.
///
/// Where they are on time, what comes late from a program is the program's.
final class Lateness: Sendable {
  private let latest = Mutex(Duration.zero)
  private let watch = Mutex<Task<Void, Never>?>(nil)

  init() {
    let task = Task { [weak self] in
      let clock = ContinuousClock()
      while !Task.isCancelled {
        let due = clock.now + .milliseconds(5)
        try? await clock.sleep(until: due)
        let late = clock.now - due
        self?.latest.withLock { $0 = max($0, late) }
      }
    }
    watch.withLock { $0 = task }
  }

  deinit { watch.withLock { $0 }?.cancel() }

  /// The latest that a timer was so far.
  var worst: Duration { latest.withLock { $0 } }

  /// The latest that a timer was; from now on none is watched.
  func end() -> Duration {
    watch.withLock { $0 }?.cancel()
    return worst
  }
}
