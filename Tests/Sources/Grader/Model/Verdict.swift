/// What became of a check. The raw value is the word for it everywhere.
public enum Verdict: String, Codable, Hashable, Sendable {
  case passed
  /// The sentence does not hold.
  case failed
  /// The stub's own UNIMPLEMENTED came back.
  case notStarted = "not started"
  /// One of the student's programs was ended by a signal that the grader did not send.
  case crashed
  /// What was waited for never came, or the check's time limit ran out.
  case timedOut = "timed out"
  /// The build failed or the run was stopped before its turn.
  case notRun = "not run"
  /// The grader could not judge it: never the student's fault.
  case trouble = "not judged"
}
