/// How the play of a check ended, before anyone judges it.
enum Outcome: Sendable {
  case returned
  case threw(any Error)
  /// The time limit ran out.
  case expired
}
