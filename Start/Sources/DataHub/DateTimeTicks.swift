#if canImport(Darwin)
  internal import Darwin
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Glibc
#endif

/// Time as .NET's `DateTime.Ticks` counts it: units of 100 ns since 0001-01-01T00:00:00Z.
public enum DateTimeTicks {
  /// Ticks at 1970-01-01T00:00:00Z, where Unix time begins.
  static let atUnixEpoch: Int64 = 621_355_968_000_000_000

  /// The current UTC time. The wall clock may be set back, and the ticks with it.
  ///
  /// Whole numbers all the way: a `Double` has steps of 128 ticks at this size.
  public static var now: Int64 {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return atUnixEpoch + Int64(time.tv_sec) * 10_000_000 + Int64(time.tv_nsec) / 100
  }
}
