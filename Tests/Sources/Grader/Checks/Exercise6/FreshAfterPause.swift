internal import DataHubMessages
internal import Referee

extension Check {
  static let freshAfterPause = Check(
    "6.1", "after a pause, a reader gets no more old packages than its window held",
    requirement: """
      The server builds no queue for a subscriber that reads slowly: once the reader's window is \
      full, writing waits. Here the window holds one package, so that after a pause of 40 \
      intervals at most 3 packages are older than its end.
      """,
    step: 1, hint: "Write in the loop that waits; put nothing between the clock and the write.",
    takes: .milliseconds(1500)
  ) { stage in
    let server = try await stage.server(
      interval: stage.random.duration(.milliseconds(22)...(.milliseconds(28))))
    let slow = try await server.connect(options: PeerOptions.oneLargePackage)
      .subscribe(tag: .large)
    _ = try await slow.expectMessage(EgressPackage.self, "package 1 of the slow reader")
    let clock = try await server.connect().subscribe()
    for number in 1...40 {
      _ = try await clock.expectMessage(EgressPackage.self, "package \(number) of another reader")
    }
    stage.transcript.note("the slow reader goes on")
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
      received: "4 packages that were made before the pause ended"
    ).about(slow)
  }
}
