#if canImport(Darwin)
  internal import Darwin
#else
  internal import Glibc
#endif

/// Time as .NET counts it: steps of 100 ns since 0001-01-01T00:00:00Z.
enum Ticks {
  /// The Unix epoch.
  static let epoch: Int64 = 621_355_968_000_000_000
  static let perSecond: Int64 = 10_000_000

  /// The current time by the wall clock.
  static func now() -> Int64 {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return epoch + Int64(time.tv_sec) * perSecond + Int64(time.tv_nsec) / 100
  }

  /// Reads decimal digits, and nothing else; nil for any other text.
  static func parse(_ text: String) -> Int64? {
    guard !text.isEmpty, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
    return Int64(text)
  }
}
