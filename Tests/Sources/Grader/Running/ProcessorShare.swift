internal import Foundation

#if canImport(Darwin)
  internal import Darwin
#else
  internal import Glibc
#endif

/// How much of a processor somebody who works gets on this machine at the moment.
enum ProcessorShare {
  /// With less of it, who does not answer in time proves nothing: the machine is overloaded. Thirty
  /// busy programs for each core leave more.
  static let least = 0.03

  /// From 0 to 1. Takes 50 ms of processor time, and two seconds at most.
  static func measured() async -> Double {
    await withCheckedContinuation { continuation in
      Thread.detachNewThread { continuation.resume(returning: measure()) }
    }
  }

  private static func measure() -> Double {
    let (start, began) = (ContinuousClock.now, threadTime())
    while threadTime() - began < .milliseconds(50), ContinuousClock.now - start < .seconds(2) {}
    return min(1, (threadTime() - began) / max(ContinuousClock.now - start, .nanoseconds(1)))
  }

  private static func threadTime() -> Duration {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
  }
}
