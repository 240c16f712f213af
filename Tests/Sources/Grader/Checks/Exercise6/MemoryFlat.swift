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
    let busy = try await server.connect().subscribe(tag: .large)
    try await read(300, of: busy)
    let slow = try await server.connect(options: PeerOptions(initialWindowSize: 24_000))
      .subscribe(tag: .large)
    _ = try await slow.expectMessage(EgressPackage.self, "package 1 of the slow reader")
    try await slow.pauseReading()
    let before = server.program.peakMemory ?? 0
    try await read(2_000, of: busy)
    let growth = ((server.program.peakMemory ?? 0) - before) >> 20
    try expect(
      growth <= 16, "at most 16 MiB more memory than before the pause", received: "\(growth) MiB")
  }

  private static func read(_ count: Int, of call: RefereeCall) async throws {
    for number in 1...count {
      _ = try await call.expectMessage(
        EgressPackage.self, "package \(number) of a reader that does not pause")
    }
  }
}
