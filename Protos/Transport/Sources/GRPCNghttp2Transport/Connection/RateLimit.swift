internal import NIOCore

/// How often something may happen in any one second.
struct RateLimit {
  let perSecond: Int
  private var count = 0
  private var since = NIODeadline.uptimeNanoseconds(0)

  init(perSecond: Int) {
    self.perSecond = perSecond
  }

  /// Counts one more.
  ///
  /// - Returns: Whether it is one too many.
  mutating func isExceeded(at now: NIODeadline) -> Bool {
    if now - since >= .seconds(1) {
      since = now
      count = 0
    }
    count += 1
    return count > perSecond
  }

  mutating func reset() {
    count = 0
  }
}
