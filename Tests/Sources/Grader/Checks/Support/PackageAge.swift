internal import Referee

/// How long before its arrival a package was made, by its own words.
///
/// Two clocks are read for it, one after the other, and anything may come between.
struct PackageAge {
  let least: Duration
  let most: Duration

  /// - Parameters:
  ///   - ticks: When it was made.
  ///   - arrival: Since the transcript's beginning.
  init(of ticks: Int64, arrivedAt arrival: Duration, _ transcript: Transcript) {
    let earlier = transcript.now
    let age = Duration.nanoseconds((Ticks.now() - ticks) * 100)
    let later = transcript.now
    least = age - (later - arrival)
    most = age - (earlier - arrival)
  }
}
