#if canImport(Darwin)
  internal import Darwin
#else
  internal import Glibc
#endif

/// How long the referee waits for something that is expected to happen.
public enum Patience {
  /// What DATAHUB_SLOWDOWN says of this machine: caps are that many times as long. 1 unless set.
  public static let slowdown: Double = {
    guard let text = getenv("DATAHUB_SLOWDOWN"), let factor = Double(String(cString: text)),
      factor >= 1
    else { return 1 }
    return factor
  }()

  /// The usual cap of one wait: 5 s, scaled.
  public static let cap = scaled(.seconds(5))

  /// A cap of `duration` on a machine that is as fast as usual.
  public static func scaled(_ duration: Duration) -> Duration { duration * slowdown }
}
