internal import DataHubMessages
internal import Referee

extension Check {
  static let freshAfterPause = Check(
    "6.1", "a reader that paused for 40 intervals gets at most 3 stale packages",
    requirement: """
      The server builds no queue for a subscriber that reads slowly: writing waits for it, and \
      what it reads next is fresh.
      """,
    step: 1, hint: "Write in the loop that waits; put nothing between the clock and the write.",
    takes: .milliseconds(1500)
  ) { stage in
    let server = try await stage.server(interval: .milliseconds(25))
    let slow = try await server.connect(options: PeerOptions.oneLargePackage)
      .subscribe(tag: .large)
    _ = try await slow.expectMessage(EgressPackage.self, "package 1 of the slow reader")
    let clock = try await server.connect().subscribe()
    for number in 1...40 {
      _ = try await clock.expectMessage(EgressPackage.self, "package \(number) of another reader")
    }
    let resumed = Ticks.now()
    try await slow.resumeReading()
    for stale in 0...3 {
      let package = try await slow.expectMessage(
        EgressPackage.self, "package \(stale + 1) after the pause"
      ).message
      guard let ticks = Ticks.parse(package.tagValue) else {
        throw CheckFailure(expected: "ticks as tag_value", received: quoted(package.tagValue))
      }
      if ticks >= resumed { return }
    }
    throw CheckFailure(
      expected: "a package made after the pause, behind at most 3 older ones",
      received: "4 packages that were made before the pause ended")
  }
}
