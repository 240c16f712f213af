internal import DataHubMessages
internal import Referee

extension Check {
  static let memoryFlat = Check(
    "6.2", "the server's memory is flat while a reader pauses",
    requirement: """
      What a subscriber does not read is not kept for it: the server's memory stays within 16 MiB \
      of where it was, however much it could have sent meanwhile.
      """,
    step: 1, hint: "Await each write: nothing is made before the last one is taken.",
    company: .few, takes: .milliseconds(1000)
  ) { stage in
    let server = try await stage.server(interval: .zero)
    let busy = try await server.connect().subscribe()
    try await read(1_000, of: busy)
    let slow = try await server.connect(options: PeerOptions.oneLargePackage)
      .subscribe(tag: .large)
    _ = try await slow.expectMessage(EgressPackage.self, "package 1 of the slow reader")
    let before = try await server.program.measured("peak memory", \.peakMemory)
    try await read(20_000, of: busy)
    let after = try await server.program.measured("peak memory", \.peakMemory)
    let growth = (after - before) >> 20
    try expect(
      growth <= 16, "at most 16 MiB more memory than before the pause", received: "\(growth) MiB")
  }

  /// Only counts: to decode them would take longer than to make them.
  private static func read(_ count: Int, of call: RefereeCall) async throws {
    var messages = 0
    while messages < count {
      let event = await call.next()
      if case .message? = event { messages += 1 }
      if event?.isEnd != false {
        throw CheckFailure(
          expected: "package \(messages + 1) of a reader that does not pause",
          received: event.map { "\($0)" } ?? "nothing within \(readable(Patience.cap))",
          isTimeout: event == nil)
      }
    }
  }
}
