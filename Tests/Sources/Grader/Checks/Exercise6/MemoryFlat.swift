internal import DataHubMessages
internal import Referee

extension Check {
  static let memoryFlat = Check(
    "6.2", "the server's memory is flat while a reader pauses",
    requirement: """
      What a subscriber does not read is not kept for it: the server's memory stays within 16 MiB \
      of where it was, however much it could have sent meanwhile, in large packages or in small \
      ones. Of one that has left nothing remains.
      """,
    step: 1, hint: "Await each write: nothing is made before the last one is taken.",
    company: .few, takes: .milliseconds(4500), timeLimit: .seconds(60)
  ) { stage in
    async let remains: Void = expectNothingRemains(stage)
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
    try await remains
  }

  /// Many come and leave, one after the other: each takes a place, and most have a tag that would be seen
  /// if it were kept. The kernel counts memory by large steps, so that one stretch of three counts.
  private static func expectNothingRemains(_ stage: Stage) async throws {
    let server = try await stage.server(interval: stage.random.long())
    // Larger than what a transport takes of a package that nobody reads.
    let octets = 18 << 10
    var left = 0
    // A stream that ends within a second may hold its tag until then: more than come in one.
    try await comeAndLeave(280, tagged: octets, server, &left)
    try await comeAndLeave(240, server, &left)
    try await comeAndLeave(20, tagged: octets, amidWrite: true, server, &left)
    let growths = try await server.growths(above: 352 << 10) {
      try await comeAndLeave(24, tagged: octets, server, &left)
      try await comeAndLeave(56, tagged: octets, amidWrite: true, server, &left)
    }.map { $0 >> 10 }
    try expect(
      growths.last ?? 0 <= 352,
      "at most 352 KiB more memory after 80 subscribers with tags of 18 KiB, who have left",
      received: growths.map { "\($0) KiB" }.joined(separator: ", "),
      try: """
        Keep what belongs to a call in local variables: they end with it. What has to be elsewhere is taken \
        out by `defer`, which runs also where a write throws.
        """)
  }

  /// A server may refuse whoever resets many streams: 200 in 30 s on one connection, or some hundred a second
  /// (CVE-2023-44487).
  ///
  /// - Parameters:
  ///   - amidWrite: Whether they take no whole package, so that its write waits when they leave.
  ///   - left: How many have left by now.
  private static func comeAndLeave(
    _ count: Int, tagged octets: Int = 0, amidWrite: Bool = false, _ server: ServerOnStage,
    _ left: inout Int
  ) async throws {
    let narrow = PeerOptions(initialWindowSize: 1_000, readsAutomatically: false)
    for block in stride(from: 0, to: count, by: 100) {
      let client = try await server.connect(options: amidWrite ? narrow : PeerOptions())
      for _ in block..<min(block + 100, count) {
        let tag = "\(left)" + String(repeating: "x", count: octets)
        let subscriber = try await client.subscriber(tag: tag)
        if amidWrite {
          try await expectHeaders(subscriber.call, left)
        } else {
          _ = try await subscriber.package("a package, as \(left) others have left")
        }
        // The write behind the headers has begun by then.
        try await Task.sleep(for: .milliseconds(3))
        try await subscriber.call.reset()
        left += 1
      }
      await client.close()
    }
  }

  /// A package is on its way, of which the window lets out the beginning.
  private static func expectHeaders(_ call: RefereeCall, _ left: Int) async throws {
    let event = await call.next()
    if case .headers? = event { return }
    throw call.failure(
      "a stream that begins, as \(left) others have left",
      event.map { "\($0)" } ?? "nothing within \(readable(Patience.cap))", nil,
      isTimeout: event == nil)
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
