internal import Foundation
internal import Referee

extension Check {
  static let endsOnSIGTERM = Check(
    "5.3", "the server ends on SIGTERM and SIGINT, though streams are open",
    requirement: """
      On SIGTERM or SIGINT the server takes no new calls. Open subscriptions end at once, with a \
      status; an upload that its client ends then gets one, and an exchange that is not half-closed \
      none that is OK. It exits with 0 within 2 s, and at once on a second signal.
      """,
    step: 2, takes: .milliseconds(1800), timeLimit: .seconds(30)
  ) { stage in
    let (short, long) = (
      stage.random.duration(.milliseconds(45)...(.milliseconds(55))), stage.random.long()
    )
    async let terminated: Void = expectEnd(stage, SIGTERM, "SIGTERM", short)
    async let interrupted: Void = expectEnd(stage, SIGINT, "SIGINT", long)
    async let hurried: Void = expectHurry(stage, short)
    _ = try await (terminated, interrupted, hurried)
  }

  /// A busy machine may be late once.
  private static func expectEnd(
    _ stage: Stage, _ signal: Int32, _ name: String, _ interval: Duration
  ) async throws {
    var late: CheckFailure?
    for _ in 1...3 {
      let play = try await OpenStreams(stage, interval: interval)
      late = try await play.lateEnd(signal, name)
      if late == nil { return }
    }
    if let late { throw late }
  }

  private static func expectHurry(_ stage: Stage, _ interval: Duration) async throws {
    var duration = Duration.zero
    for _ in 1...3 {
      let play = try await OpenStreams(stage, interval: interval)
      duration = try await play.endOnSecondSignal()
      if duration < .milliseconds(500) { return }
    }
    throw CheckFailure(
      expected: "the server to end at once on a second SIGTERM",
      received: "its end after \(readable(duration))")
  }
}
