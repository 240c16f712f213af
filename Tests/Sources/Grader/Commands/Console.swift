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
  private let status: StatusLine

  /// Colours are for a terminal alone, and for those who did not set NO_COLOR.
  public init() {
    report = TextReport(
      ink: Ink(isColoured: Terminal.isCapable(STDOUT_FILENO) && !Terminal.refusesColour))
    status = StatusLine(isLive: Terminal.isCapable(STDERR_FILENO)) {
      writeAll($0, to: STDERR_FILENO)
    }
  }

  public func print(_ text: String) {
    status.hide()
    writeAll(text + "\n", to: STDOUT_FILENO)
  }

  public func progress(_ text: String) {
    status.hide()
    writeAll(text + "\n", to: STDERR_FILENO)
  }

  /// Says what keeps the grader from its work.
  public func complain(_ trouble: Trouble) {
    progress("grade: \(PlainText.harmless("\(trouble)", keepingLines: true))")
  }

  /// Shows `what`, the seconds that `work` has taken, and the step that it names, until it is done.
  func timing<Result: Sendable>(
    _ what: String, work: (_ step: @escaping @Sendable (String) -> Void) async throws -> Result
  ) async throws -> Result {
    let start = ContinuousClock.now
    let ticker = DispatchSource.makeTimerSource(queue: .global())
    let step = Mutex<String?>("")
    ticker.schedule(deadline: .now() + 1, repeating: 1)
    ticker.setEventHandler {
      step.withLock { step in
        guard let step else { return }
        status.show(what, step: step, seconds: Int((ContinuousClock.now - start) / .seconds(1)))
      }
    }
    ticker.resume()
    defer {
      ticker.cancel()
      step.withLock { $0 = nil }
      status.hide()
    }
    return try await work { line in step.withLock { if $0 != nil { $0 = line } } }
  }
}

private func writeAll(_ text: String, to descriptor: Int32) {
  var bytes = Array(text.utf8)[...]
  while !bytes.isEmpty {
    let count = bytes.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
    if count <= 0 { return }
    bytes = bytes.dropFirst(count)
  }
}
