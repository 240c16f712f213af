internal import Foundation

/// How patient the grader is: on a slow machine every cap is stretched by the same factor.
public struct TimeScale: Hashable, Sendable {
  /// What a cap is multiplied by; 1 unless `DATAHUB_SLOWDOWN` says otherwise.
  public var slowdown: Double

  public init(slowdown: Double = 1) { self.slowdown = max(slowdown, 0.1) }

  /// Reads `DATAHUB_SLOWDOWN`.
  public static var ofEnvironment: TimeScale {
    let text = ProcessInfo.processInfo.environment["DATAHUB_SLOWDOWN"] ?? ""
    return TimeScale(slowdown: Double(text) ?? 1)
  }

  public func callAsFunction(_ duration: Duration) -> Duration { duration * slowdown }

  /// How long an event is waited for before it counts as never coming.
  public var patience: Duration { self(.seconds(5)) }
}
