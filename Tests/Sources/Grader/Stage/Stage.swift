/// Where one check is played: starts the student's programs, and the referee's peers that talk to
/// them, and ends them all when the check is over.
public final class Stage: Sendable {
  /// Stretches caps on a slow machine: `stage.scale(.seconds(2))`.
  public let scale: TimeScale

  public init(scale: TimeScale) {
    self.scale = scale
  }

  /// How long an event is waited for before it counts as never coming.
  public var patience: Duration { scale.patience }
}
