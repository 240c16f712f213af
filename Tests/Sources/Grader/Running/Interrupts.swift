internal import Dispatch
internal import Referee

#if canImport(Darwin)
  internal import Darwin
#else
  internal import Glibc
#endif

/// Ends the grader, and everything that it started, when it is told to end.
public enum Interrupts {
  /// Keeps orphans of the programs as children, where they can be found. From now on SIGINT ends
  /// the grader with 130, SIGTERM with 143, SIGHUP with 129.
  public static func endEverything() {
    Leftovers.adopt()
    for number in [SIGINT, SIGTERM, SIGHUP] {
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
      source.setEventHandler {
        Programs.endAll()
        _exit(128 + number)
      }
      source.resume()
      sources.append(source)
    }
  }

  private static let queue = DispatchQueue(label: "interrupts")
  // Written before anything runs beside it, and read by nobody: it keeps the sources alive.
  nonisolated(unsafe) private static var sources: [any DispatchSourceSignal] = []
}
