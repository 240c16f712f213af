internal import Dispatch
internal import Foundation
internal import Synchronization

#if canImport(Darwin)
  internal import Darwin
#else
  internal import Glibc
#endif

/// What people see: the report on stdout, and what goes on meanwhile on stderr.
public struct Console: Sendable {
  public let report: TextReport
  /// Whether stderr is a terminal, on which a line can be written over.
  private let isLive: Bool

  /// Colours are for a terminal alone, and for those who did not set NO_COLOR.
  public init() {
    let refusesColour = !(ProcessInfo.processInfo.environment["NO_COLOR"] ?? "").isEmpty
    report = TextReport(ink: Ink(isColoured: isatty(STDOUT_FILENO) == 1 && !refusesColour))
    isLive = isatty(STDERR_FILENO) == 1
  }

  public func print(_ text: String) {
    write(text + "\n", to: STDOUT_FILENO)
  }

  public func progress(_ text: String) {
    write(text + "\n", to: STDERR_FILENO)
  }

  /// Says what keeps the grader from its work.
  public func complain(_ trouble: Trouble) {
    write("grade: \(PlainText.harmless("\(trouble)", keepingLines: true))\n", to: STDERR_FILENO)
  }

  /// Shows `text` and the seconds that `work` has taken, until it is done; where that cannot be
  /// written over, `text` once, if it takes long.
  func timing<Result: Sendable>(
    _ text: String, work: () async throws -> Result
  ) async throws -> Result {
    let start = ContinuousClock.now
    let ticker = DispatchSource.makeTimerSource(queue: .global())
    let isOver = Mutex(false)
    ticker.schedule(deadline: .now() + 1, repeating: 1)
    ticker.setEventHandler {
      let seconds = Int((ContinuousClock.now - start) / .seconds(1))
      isOver.withLock { isOver in
        if isOver { return }
        if isLive { write("\r\(text) \(seconds) s", to: STDERR_FILENO) }
        if !isLive, seconds == 5 { progress(text) }
      }
    }
    ticker.resume()
    defer {
      ticker.cancel()
      isOver.withLock { $0 = true }
      if isLive { write("\r\u{1b}[K", to: STDERR_FILENO) }
    }
    return try await work()
  }

  private func write(_ text: String, to descriptor: Int32) {
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
      let count = bytes.withUnsafeBytes { systemWrite(descriptor, $0.baseAddress!, $0.count) }
      if count <= 0 { return }
      bytes = bytes.dropFirst(count)
    }
  }
}

private func systemWrite(_ descriptor: Int32, _ bytes: UnsafeRawPointer, _ count: Int) -> Int {
  write(descriptor, bytes, count)
}
