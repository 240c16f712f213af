internal import Dispatch

#if canImport(Darwin)
  internal import Darwin
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Glibc
#endif

/// Signals that ask the program to end, caught from the moment that this value exists.
///
/// A signal handler may call next to nothing, so it writes the signal's number into a pipe. What
/// is to be done about it reads the other end on a thread of its own, and so works even while all
/// the threads that run tasks are blocked.
public struct Interruptions: Sendable {
  public enum Signal: Sendable {
    /// SIGINT, as Ctrl-C sends it.
    case interrupt
    /// SIGTERM.
    case terminate
  }

  private let reader = DispatchQueue(label: "interruptions")
  private let timer = DispatchQueue(label: "interruptions.timer")

  /// Catches `signals`. To be made before the work that they interrupt has begun.
  public init(catching signals: [Signal]) {
    precondition(signalPipe.reading >= 0, "no pipe for signals")
    for caught in signals {
      signal(caught == .interrupt ? SIGINT : SIGTERM) { number in
        var octet = UInt8(truncatingIfNeeded: number)
        _ = write(signalPipe.writing, &octet, 1)
      }
    }
  }

  /// Calls `end` at the first signal. The program then ends with `status` after `grace`, if it has
  /// not ended before, and a second signal ends it at once.
  public func handle(
    grace: Duration, status: Int32, end: @escaping @Sendable () -> Void
  ) {
    reader.async {
      _ = nextSignal()
      timer.asyncAfter(deadline: .now() + grace / .seconds(1)) { _exit(status) }
      end()
      _exit(128 + nextSignal())
    }
  }

  private func nextSignal() -> Int32 {
    var octet: UInt8 = 0
    while read(signalPipe.reading, &octet, 1) != 1 {}
    return Int32(octet)
  }
}

/// The two ends of the pipe that signal handlers write to. It is never closed.
private let signalPipe: (reading: Int32, writing: Int32) = {
  var ends: [Int32] = [-1, -1]
  pipe(&ends)
  return (ends[0], ends[1])
}()
