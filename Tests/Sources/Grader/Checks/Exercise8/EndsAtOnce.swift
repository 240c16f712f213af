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
      group.addTask { try await expectEndBeforeAnything(stage) }
      group.addTask { try await expectLongTimes(stage) }
      try await group.waitForAll()
    }
  }

  /// No time at all is a time as well: it may be over before there is a call.
  private static func expectEndBeforeAnything(_ stage: Stage) async throws {
    let client = try await stage.client("subscribe", "--for", "0s", to: try await stage.referee())
    try await client.expectExit(0, after: .leave)
    try client.expectNothingBut([])
  }

  /// Hours are times as well.
  private static func expectLongTimes(_ stage: Stage) async throws {
    // More microseconds than 32 bits hold.
    let time = "\(stage.random.number(5_000...90_000))s"
    let referee = try await stage.referee()
    let client = try await stage.client("subscribe", "--for", time, "--patience", time, to: referee)
    let hub = try await referee.expectSubscription(from: client)
    try await hub.sendSign(0)
    try await client.expectPrinted(try await hub.sendPackage(1))
    try await client.expectIdle(
      "while subscribe waits, which was told --for and --patience \(time)")
    client.signal(SIGINT)
    try await client.expectExit(130, after: .interrupt)
  }

  /// A call may have a deadline, if that is when the time of `--for` is over: by an earlier one it would
  /// end with an error.
  private static func expectDeadline(
    of call: ServedCall, noSoonerThan end: Duration
  ) throws(CheckFailure) {
    guard let limit = call.timeLimit else { return }
    let stay = end - call.arrivedAt
    try expect(
      limit >= stay * 0.95, "a call without a deadline before --for is over, in \(readable(stay))",
      received: "grpc-timeout \(call.timeout ?? "")",
      try: "A subscription lasts for as long as --for says: give its calls no deadline.")
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
      // Ctrl-C comes soon all the same.
      let long = Duration.seconds(stage.random.number(90...150))
      let referee = try await stage.referee()
      let begin = stage.transcript.now
      let client = try await stage.client(
        "subscribe", "--for", "\(Int((byInterrupt ? long : stay) / .milliseconds(1)))ms",
        "--patience", "20s", to: referee)
      let first = try await referee.expectSubscription(from: client)
      try expectDeadline(of: first.call, noSoonerThan: begin + (byInterrupt ? long : stay))
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
