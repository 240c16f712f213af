internal import DataHubMessages
internal import Referee

extension Check {
  static let memoryFlat = Check(
    "6.2", "the server's memory is flat while a reader pauses",
    requirement: """
      What a subscriber does not read is not kept for it: the server's memory stays within 16 MiB \
      of where it was, however much it could have sent meanwhile, in large packages or in small \
      ones.
      """,
    step: 1, hint: "Await each write: nothing is made before the last one is taken.",
    company: .few, takes: .milliseconds(2500), timeLimit: .seconds(60)
  ) { stage in
    let server = try await stage.server(interval: .zero)
    let busy = try await server.connect().subscribe()
    try await busy.skip(1_000, "of a reader that does not pause")
    let large = try await server.connect(options: PeerOptions.oneLargePackage)
      .subscribe(tag: .large)
    _ = try await large.expectMessage(EgressPackage.self, "package 1 of the slow reader")
    // Some of these octets are read: a window that no package fits into would be no pause.
    let small = try await server.connect(
      options: PeerOptions(initialWindowSize: 1_000, readsAutomatically: false)
    ).subscribe(tag: "")
    _ = try await small.expectMessage(
      EgressPackage.self, "package 1 of a slow reader of small packages")
    let before = try await peak(of: server)
    for _ in 1...40 {
      // A server that keeps everything gets slow as well: its memory tells why.
      let interruption = await failure {
        try await busy.skip(2_500, "of a reader that does not pause")
      }
      let growth = (try await peak(of: server) - before) >> 20
      try expect(
        growth <= 16, "at most 16 MiB more memory than before the pause", received: "\(growth) MiB")
      if let interruption { throw interruption }
    }
  }

  private static func failure(_ play: () async throws -> Void) async -> (any Error)? {
    do {
      try await play()
      return nil
    } catch {
      return error
    }
  }

  private static func peak(of server: ServerOnStage) async throws -> Int {
    try await server.program.measured("peak memory", \.peakMemory)
  }
}
