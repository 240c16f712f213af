internal import DataHubMessages
internal import Foundation
internal import Referee

extension Check {
  static let endsAtOnce = Check(
    "8.7", "subscribe ends at once by --for and Ctrl-C, wherever it is",
    requirement: """
      After --for subscribe leaves with exit 0, and on SIGINT with exit 130, whether packages come, the \
      server is silent, or it waits to call again. --for counts from the beginning, over all calls. \
      Nothing of it is on stdout.
      """,
    step: 6, hint: "Let the clock of --for run beside all of it, and let each pause be cancelled.",
    takes: .milliseconds(3300), timeLimit: .seconds(40)
  ) { stage in
    try await withThrowingTaskGroup(of: Void.self) { group in
      for place in SubscriberPlace.allCases {
        group.addTask { try await expectEnd(at: place, byInterrupt: true, stage) }
        group.addTask { try await expectEnd(at: place, byInterrupt: false, stage) }
      }
      try await group.waitForAll()
    }
  }

  /// A busy machine may be late.
  private static func expectEnd(
    at place: SubscriberPlace, byInterrupt: Bool, _ stage: Stage
  ) async throws {
    var late = Duration.zero
    for _ in 1...3 {
      // Neither whole seconds nor the fraction alone come near to it, and it is longer than five waits
      // are, whatever chance adds to them.
      let stay = Duration.milliseconds(stage.random.number(2_450...2_600))
      let referee = try await stage.referee()
      let begin = stage.transcript.now
      let client = try await stage.client(
        "subscribe", "--for", byInterrupt ? "60s" : "\(Int(stay / .milliseconds(1)))ms",
        "--patience", "20s", to: referee)
      let first = try await referee.expectSubscription(from: client)
      var due = first.call.arrivedAt + stay
      let play = Task { [due] in
        guard !byInterrupt else { return }
        try await place.goOn(first, client, referee, until: due, stage.transcript)
      }
      defer { play.cancel() }
      if byInterrupt {
        try await place.reach(first, client, referee)
        stage.transcript.note("SIGINT to the client")
        due = stage.transcript.now
        client.signal(SIGINT)
      }
      do {
        try await client.expectExit(byInterrupt ? 130 : 0, after: byInterrupt ? .interrupt : .leave)
      } catch var failure as CheckFailure {
        if place == .waiting, client.exitStatus == .exited(1) {
          failure.hint = "UNAVAILABLE is no end: call again after it, as in step 2."
        }
        throw failure
      }
      try expect(
        byInterrupt || stage.transcript.now - begin >= stay,
        "the end after --for \(readable(stay)), \(place.rawValue)",
        received: "it \(readable(stage.transcript.now - begin)) after the client's start",
        try: "Stay for as long as --for says, whatever happens meanwhile.")
      late = stage.transcript.now - due
      try place.expectNoWord(from: client)
      if late < .milliseconds(350) { return }
    }
    throw CheckFailure(
      expected: "the end at once after \(byInterrupt ? "Ctrl-C" : "--for"), \(place.rawValue)",
      received: "it \(readable(late)) later")
  }
}
