/// Why a check is not passed, as far as other checks can be so for the same cause.
struct Cause: Hashable, Sendable {
  private let words: [String]

  /// nil if it is passed, or if nothing is known.
  init?(_ result: CheckResult) {
    guard let failure = result.failure else { return nil }
    let received = Self.masked(failure.received)
    switch result.verdict {
    case .passed, .notRun: return nil
    case .notStarted:
      guard let place = failure.place else { return nil }
      words = ["throws", place]
    case .crashed:
      let trap = failure.lastWords.first { $0.contains("Fatal error") } ?? ""
      words = failure.place.map { ["crashed", $0] } ?? ["crashed", received, Self.masked(trap)]
    case .failed, .timedOut, .trouble:
      let exercise = "\(result.number.exercise)"
      let isSilence = Self.silences.contains { received.hasPrefix($0) }
      words =
        isSilence
        ? ["silent", exercise, received]
        : [
          result.verdict.rawValue, Self.masked(failure.expected ?? ""), received,
          failure.hint ?? "",
        ]
    }
  }

  /// What is received where nothing comes, whatever was expected.
  private static let silences = [
    "nothing within", "nothing like it within", "no line within", "no call", "no connection",
    "the connection ended", "the program ", "it exited with", "it was ended by",
  ]

  /// The same words whenever the same happened.
  private static func masked(_ text: String) -> String {
    GoldenReport.mask(text).replacing(#/[0-9]+/#, with: "#")
  }
}
