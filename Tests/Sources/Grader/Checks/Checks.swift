extension Check {
  /// Every check, by exercise and number.
  public static let all: [Check] =
    exercise1 + exercise2 + exercise3 + exercise4 + exercise5 + exercise6 + exercise7 + exercise8
}
