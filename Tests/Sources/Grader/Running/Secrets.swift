internal import CProcess

/// What the grader keeps from the programs that it judges.
public enum Secrets {
  /// From now on no process of the same user can read this one's memory or environment, where the
  /// system can do that; one of root still can.
  public static func keep() { _ = process_hide_memory() }
}
