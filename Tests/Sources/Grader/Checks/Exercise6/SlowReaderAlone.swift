internal import DataHubMessages
internal import Referee

extension Check {
  static let slowReaderAlone = Check(
    "6.3", "a slow reader slows nobody else",
    requirement: """
      Each stream has its own pace: subscribers that do not read, however many, delay no other, on the \
      same connection or on another, whether they came before them or after.
      """,
    step: 1, hint: "Let each call run its own loop; share no lock or queue between them.",
    takes: .milliseconds(800)
  ) { stage in
    let interval = Patience.scaled(stage.random.duration(.milliseconds(22)...(.milliseconds(28))))
    let server = try await stage.server(interval: interval)
    let shared = try await server.connect(options: PeerOptions.oneLargePackage)
    let earlier = try await server.connect().subscribe()
    _ = try await earlier.expectMessage(EgressPackage.self, "package 1 of an earlier subscriber")
    // More than may write at a time where somebody thought of a number that is enough.
    var slow: [RefereeCall] = []
    for _ in 1...20 { slow.append(try await shared.subscribe(tag: .large)) }
    for call in slow {
      _ = try await call.expectMessage(EgressPackage.self, "package 1 of the slow reader")
    }
    let others = [
      ("on the same connection", try await shared.subscribe()),
      ("on another connection", try await server.connect().subscribe()),
      ("that came before it", earlier),
    ]
    // A busy machine may be late; what a slow reader slows is late in each stretch.
    var slowest = Duration.zero
    for _ in 1...5 {
      slowest = try await readTwenty(others, stage.transcript)
      if slowest < interval * 40 { return }
    }
    withExtendedLifetime(slow) {}
    throw CheckFailure(
      expected: "20 packages for each subscriber within \(readable(interval * 40))",
      received: "them within \(readable(slowest)), each time")
  }

  /// How long it takes until each has 20 packages more.
  private static func readTwenty(
    _ others: [(place: String, call: RefereeCall)], _ transcript: Transcript
  ) async throws -> Duration {
    let began = transcript.now
    for number in 1...20 {
      for (place, call) in others {
        _ = try await call.expectMessage(
          EgressPackage.self, "package \(number) of a subscriber \(place)")
      }
    }
    return transcript.now - began
  }
}
