/// The numbers of the streams that a client has opened, or has left out: a number that another was
/// opened past is closed, and must not be used any more (RFC 9113, section 5.1.1).
struct OpenedStreams {
  /// The highest number that was opened; streams of a client have odd ones.
  private var last: Int32 = -1
  /// What was left out, ascending. A peer that leaves out very much is not held to the oldest.
  private var leftOut: [ClosedRange<Int32>] = []

  private static let most = 1_000

  /// Takes HEADERS on a stream, the first or others.
  ///
  /// - Returns: Whether the number may be used.
  mutating func open(_ stream: Int32) -> Bool {
    // Other numbers are an error as they are, and the session's.
    guard stream > 0, stream % 2 == 1 else { return true }
    guard stream > last else { return !leftOut.contains { $0.contains(stream) } }
    if stream > last + 2 {
      if leftOut.count == Self.most { leftOut.removeFirst(Self.most / 2) }
      leftOut.append((last + 2)...(stream - 2))
    }
    last = stream
    return true
  }
}
