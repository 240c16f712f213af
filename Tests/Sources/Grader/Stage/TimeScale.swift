public import Referee

/// How patient the grader is: on a slow machine every cap is stretched by the same factor.
public struct TimeScale: Hashable, Sendable {
  /// What a cap is multiplied by.
  public var slowdown: Double

  /// What `DATAHUB_SLOWDOWN` says, unless told.
  public init(slowdown: Double = Patience.slowdown) { self.slowdown = slowdown }

  public func callAsFunction(_ duration: Duration) -> Duration { duration * slowdown }

  /// How long an event is waited for before it counts as never coming.
  public var patience: Duration { self(.seconds(5)) }
}
