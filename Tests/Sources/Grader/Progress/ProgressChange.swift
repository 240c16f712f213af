/// What a run changed in a submission's progress.
struct ProgressChange: Hashable, Sendable {
  /// Passed now, and not before.
  var gained: [CheckNumber] = []
  /// Passed before, and no longer.
  var lost: [CheckNumber] = []
}
