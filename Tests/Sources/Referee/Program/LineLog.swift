internal import Synchronization

#if canImport(Darwin)
  internal import Darwin
#else
  internal import Glibc
#endif

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
    var rest = bytes
    // By memchr(3), as a program may print megabytes, and Swift's own search is slow in debug builds.
    while let start = rest.baseAddress, let end = memchr(start, 0x0a, rest.count) {
      let length = UnsafeRawPointer(end) - start
      add(UnsafeRawBufferPointer(start: start, count: length))
      finishLine(at: time)
      rest = UnsafeRawBufferPointer(rebasing: rest[(length + 1)...])
    }
    add(rest)
  }

  /// The output ended, perhaps amid a line.
  func finish(at time: Duration) {
    if state.withLock({ !$0.partial.isEmpty }) { finishLine(at: time) }
    lines.finish()
  }

  private func add(_ bytes: UnsafeRawBufferPointer) {
    state.withLock { state in
      let count = min(bytes.count, Self.longestLine - state.partial.count)
      state.partial.append(contentsOf: UnsafeRawBufferPointer(rebasing: bytes[..<count]))
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
