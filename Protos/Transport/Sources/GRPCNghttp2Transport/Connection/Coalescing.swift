internal import NIOCore

/// Finds out whether streams are written without a pause. Then sending at once would send a few
/// messages each time, and a moment later there are many.
struct Coalescing {
  /// That moment.
  static let delay = TimeAmount.microseconds(50)

  /// The time that is no pause between two flushes.
  private static let pause = TimeAmount.microseconds(20)
  /// The flushes without a pause after which the next one is delayed: more than the headers, the
  /// message and the status of a call.
  private static let streak = 16

  private var last = NIODeadline.uptimeNanoseconds(0)
  private var count = 0

  /// Whether a flush that was asked for now had better be delayed.
  mutating func isDue() -> Bool {
    count = .now() - last < Self.pause ? count + 1 : 0
    return count >= Self.streak
  }

  mutating func didFlush() {
    last = .now()
  }
}
