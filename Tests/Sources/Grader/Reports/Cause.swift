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
      if Self.serversSilences.contains(where: received.hasPrefix) {
        words = ["silent", exercise, received, failure.read]
      } else if Self.silences.contains(where: received.hasPrefix) {
        words = ["silent", exercise, received]
      } else {
        words = [
          result.verdict.rawValue, Self.masked(failure.expected ?? ""), received,
          failure.hint ?? "",
        ]
      }
    }
  }

  private init(words: [String]) { self.words = words }

  /// The same in the exercise's first step. Who says nothing at all is silent there already; later steps
  /// ask for things of their own, each of which may be what is missing.
  var atFirstStep: Self {
    Self(words: words.map { $0.replacing(#/, step [0-9]+$/#, with: ", step 1") })
  }

  /// What is received where a server's method says nothing.
  private static let serversSilences = ["nothing within", "nothing like it within"]

  /// What is received where nothing comes, whatever was expected.
  private static let silences = [
    "no line within", "no call", "no connection",
    "the connection ended", "the program ", "it exited with", "it was ended by",
  ]

  /// The same words whenever the same happened.
  private static func masked(_ text: String) -> String {
    GoldenReport.mask(text).replacing(#/[0-9]+/#, with: "#")
  }
}
