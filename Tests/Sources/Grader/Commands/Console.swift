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
  public private(set) var report: TextReport
  private let status: StatusLine
  /// Is told the lines of the report, and what goes on meanwhile, instead of a terminal.
  private let reader: (@Sendable (GradingEvent) -> Void)?

  /// Colours are for a terminal alone, and for those who did not set NO_COLOR.
  ///
  /// - Parameter reader: Is told the lines of the report, and what goes on, which are then not
  ///   printed.
  public init(reader: (@Sendable (GradingEvent) -> Void)? = nil) {
    self.reader = reader
    report = TextReport(
      ink: Ink(isColoured: Terminal.isCapable(STDOUT_FILENO) && !Terminal.refusesColour))
    if isatty(STDOUT_FILENO) == 1 { report.width = Terminal.width }
    status = StatusLine(isLive: Terminal.isCapable(STDERR_FILENO)) {
      writeAll($0, to: STDERR_FILENO)
    }
  }

  /// The same, with paths in the report that work from the current folder.
  func standing(in workbook: Workbook, of submission: Submission? = nil) -> Console {
    var console = self
    let current = URL(
      filePath: FileManager.default.currentDirectoryPath, directoryHint: .isDirectory)
    console.report.places = Places(from: current, workbook: workbook, submission: submission)
    return console
  }

  /// Returns whether there is somebody to read it.
  @discardableResult
  public func print(_ text: String) -> Bool {
    status.hide()
    guard let reader else { return writeAll(text + "\n", to: STDOUT_FILENO) }
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      reader(.text(String(line)))
    }
    return true
  }

  public func progress(_ text: String) {
    status.hide()
    writeAll(text + "\n", to: STDERR_FILENO)
  }

  /// Says what keeps the grader from its work.
  public func complain(_ trouble: Trouble) {
    progress("grade: \(PlainText.harmless("\(trouble)", keepingLines: true))")
  }

  /// Has a runner play checks, and shows in a terminal which of them are being judged, and for how long.
  ///
  /// - Parameter observer: Is told instead, if there is one.
  func judging<Result: Sendable>(
    _ runner: Runner, _ observer: (@Sendable (GradingEvent) -> Void)?,
    play: @Sendable (Runner) async -> Result
  ) async throws -> Result {
    var runner = runner
    if let observer {
      runner.observer = observer
      return await play(runner)
    }
    if !status.isLive { return await play(runner) }
    return try await timing("judging") { [runner] step in
      let underWay = Mutex(ChecksUnderWay())
      var runner = runner
      runner.observer = { event in step(underWay.withLock { $0.words(after: event) }) }
      return await play(runner)
    }
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
        let seconds = Int((ContinuousClock.now - start) / .seconds(1))
        if let reader {
          reader(.doing(StatusLine.text(what, step: step, seconds: seconds, width: 120)))
        } else {
          status.show(what, step: step, seconds: seconds)
        }
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

/// Returns whether all of it could be written.
@discardableResult
func writeAll(_ text: String, to descriptor: Int32) -> Bool {
  var bytes = Array(text.utf8)[...]
  while !bytes.isEmpty {
    let count = bytes.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
    if count < 0, errno == EINTR { continue }
    if count <= 0 { return false }
    bytes = bytes.dropFirst(count)
  }
  return true
}
