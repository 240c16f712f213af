#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// The processor time that this process has used.
enum ProcessorTime {
  static var now: Duration {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
  }
}
