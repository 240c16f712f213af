internal import NIOCore

/// What one direction of a connection does to the octets that pass.
struct Course: Sendable {
  enum Step: Equatable {
    case pass(Int)
    case wait(TimeAmount)
    case cut(resets: Bool)
  }

  /// After so many octets the connection ends: by RST, or by FIN.
  var cut: (at: Int, resets: Bool)?
  /// After so many octets nothing passes for a time.
  var stall: (at: Int, time: TimeAmount)?
  /// Octets that pass one by one.
  var dribble = 0..<0
  /// What every piece waits.
  var delay: TimeAmount?
  /// The octet that is changed.
  var damage: Int?

  private var hasDelayed = false

  init() {}

  /// What to do with the octets that come next.
  ///
  /// - Parameter passed: How many have passed before.
  mutating func step(after passed: Int, of count: Int) -> Step {
    if let cut, passed >= cut.at { return .cut(resets: cut.resets) }
    if let stall, passed >= stall.at {
      self.stall = nil
      return .wait(stall.time)
    }
    if let delay, !hasDelayed {
      hasDelayed = true
      return .wait(delay)
    }
    hasDelayed = false
    if dribble.contains(passed) { return .pass(1) }
    let marks = [cut?.at, stall?.at, dribble.isEmpty ? nil : dribble.lowerBound]
    let next = marks.compactMap { $0 }.filter { $0 > passed }.min() ?? .max
    return .pass(min(count, next - passed))
  }
}
