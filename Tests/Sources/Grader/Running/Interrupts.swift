internal import Dispatch
internal import Referee
internal import Synchronization

#if canImport(Darwin)
  internal import Darwin
#else
  internal import Glibc
#endif

/// Ends the grader, and everything that it started, when it is told to end.
public enum Interrupts {
  /// Keeps orphans of the programs as children, where they can be found. From now on SIGINT ends
  /// the grader with 130, SIGTERM with 143, SIGHUP with 129: its programs and folders first, then it
  /// says its last word.
  ///
  /// - Parameter isBoxed: Whether this is the first process of a sandbox, which none of the signals
  ///   reaches that are sent from inside: it is ended from outside, and listens to none.
  public static func endEverything(isBoxed: Bool = false) {
    Leftovers.adopt()
    if isBoxed { return }
    for number in [SIGINT, SIGTERM, SIGHUP] {
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
      source.setEventHandler {
        isEnding.withLock { $0 = true }
        // Taken first, so that no program that is ended now is reported as crashed; said last, as
        // whoever reads it may be slow.
        let word = lastWord.withLock { $0.flatMap { $0() } }
        Programs.endAll()
        TemporaryFolders.removeAll()
        if let word { Console().print(word) }
        _exit(128 + number)
      }
      source.resume()
      sources.append(source)
    }
  }

  /// What is asked for the last word when the grader is told to end, which may be none; nil takes it
  /// back.
  static func whenEnded(_ word: (@Sendable () -> String?)?) { lastWord.withLock { $0 = word } }

  /// Returns at once, or never if the grader was told to end: what its programs and builds came to
  /// then is no result.
  public static func letEnd() async {
    while isEnding.withLock({ $0 }) { try? await Task.sleep(for: .seconds(60)) }
  }

  private static let isEnding = Mutex(false)
  private static let lastWord = Mutex<(@Sendable () -> String?)?>(nil)
  private static let queue = DispatchQueue(label: "interrupts")
  // Written before anything runs beside it, and read by nobody: it keeps the sources alive.
  nonisolated(unsafe) private static var sources: [any DispatchSourceSignal] = []
}
