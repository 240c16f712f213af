internal import Synchronization

/// One output of a program, cut into lines as they arrive.
///
/// Keeps the first and the last of very many lines, and the beginning of a very long one.
final class LineLog: Sendable {
  private struct State {
    var partial: [UInt8] = []
    var first: [Line] = []
    var last: [Line] = []
  }

  private static let keptAtEachEnd = 2000
  private static let longestLine = 16_384

  /// The lines that nobody has taken yet, or the latest of them.
  let lines = Mailbox<Line>(limit: 4 * keptAtEachEnd)
  private let state = Mutex(State())
  private let onLine: @Sendable (Line) -> Void

  init(onLine: @escaping @Sendable (Line) -> Void) {
    self.onLine = onLine
  }

  /// All lines so far but for those in the middle of very many.
  var all: [Line] { state.withLock { $0.first + $0.last } }

  func receive(_ bytes: UnsafeRawBufferPointer, at time: Duration) {
    var rest = bytes[...]
    while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
      add(rest[..<end])
      finishLine(at: time)
      rest = rest[(end + 1)...]
    }
    add(rest)
  }

  /// The output ended, perhaps amid a line.
  func finish(at time: Duration) {
    if state.withLock({ !$0.partial.isEmpty }) { finishLine(at: time) }
    lines.finish()
  }

  private func add(_ bytes: Slice<UnsafeRawBufferPointer>) {
    state.withLock { state in
      state.partial.append(contentsOf: bytes.prefix(Self.longestLine - state.partial.count))
    }
  }

  private func finishLine(at time: Duration) {
    let line = state.withLock { state in
      let line = Line(text: String(decoding: state.partial, as: UTF8.self), time: time)
      state.partial.removeAll(keepingCapacity: true)
      if state.first.count < Self.keptAtEachEnd {
        state.first.append(line)
      } else {
        state.last.append(line)
        if state.last.count == 2 * Self.keptAtEachEnd {
          state.last.removeFirst(Self.keptAtEachEnd)
        }
      }
      return line
    }
    onLine(line)
    lines.post(line)
  }
}
