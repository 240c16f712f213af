/// What became of a check.
public enum Verdict: String, Codable, Hashable, Sendable {
  case passed
  /// The sentence does not hold.
  case failed
  /// The stub's own UNIMPLEMENTED came back.
  case notStarted
  /// One of the student's programs was ended by a signal that the grader did not send.
  case crashed
  /// What was waited for never came, or the check's time limit ran out.
  case timedOut
  /// The build failed or the run was stopped before its turn.
  case notRun
  /// The grader could not judge it: never the student's fault.
  case trouble

  /// For people.
  public var words: String {
    switch self {
    case .passed: "passed"
    case .failed: "failed"
    case .notStarted: "not started"
    case .crashed: "crashed"
    case .timedOut: "timed out"
    case .notRun: "not run"
    case .trouble: "not judged"
    }
  }
}
