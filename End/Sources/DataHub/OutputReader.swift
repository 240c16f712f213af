internal import Dispatch

#if canImport(Darwin)
  internal import Darwin
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Glibc
#endif

/// Whoever reads standard output: that of a pipe, as `head` does, may leave, and a file takes no more
/// once the disk is full.
///
/// Other programs end by SIGPIPE at their next output. SwiftNIO ignores it, for the sake of sockets.
public enum OutputReader {
  /// The exit code of a program whose reader has left: 128 and the number of SIGPIPE, as shells count.
  public static let goneStatus: Int32 = 141

  /// Whether the reader has left.
  public static var isGone: Bool { waitForEnd(0) }

  /// Calls `end` when the reader leaves, or at most half a second after output could not be written.
  /// The program then ends after `grace`, if it has not ended before.
  public static func handleEnd(grace: Duration, end: @escaping @Sendable () -> Void) {
    // A thread of its own, which waits for as long as the program runs.
    DispatchQueue(label: "output reader").async {
      while !waitForEnd(500), !hasStandardOutputFailed {}
      end()
      usleep(UInt32(grace / .microseconds(1)))
      _exit(isGone ? goneStatus : EXIT_FAILURE)
    }
  }

  /// - Parameter timeout: In milliseconds.
  /// - Returns: Whether the reader has left by then.
  private static func waitForEnd(_ timeout: Int32) -> Bool {
    var output = pollfd(fd: STDOUT_FILENO, events: 0, revents: 0)
    while poll(&output, 1, timeout) < 0 {
      guard errno == EINTR else {
        usleep(UInt32(timeout) * 1_000)
        return false
      }
    }
    return Int32(output.revents) & Int32(POLLERR | POLLHUP) != 0
  }
}
