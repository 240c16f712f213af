internal import Synchronization

#if canImport(Darwin)
  internal import Darwin
#else
  internal import Glibc
#endif

/// How a program ended, for the thread that reads its output.
final class ProgramExit: Sendable {
  /// Its writing end is closed once the status is told.
  let wake: Pipe
  private let told = Mutex<ExitStatus?>(nil)

  init(wake: Pipe) { self.wake = wake }

  var status: ExitStatus? { told.withLock { $0 } }

  func tell(_ status: ExitStatus) {
    told.withLock { $0 = status }
    close(wake.write)
  }
}
