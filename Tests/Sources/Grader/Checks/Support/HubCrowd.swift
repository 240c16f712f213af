internal import DataHubMessages
internal import Referee

/// Subscribers by the hundred who come to a tag and go: most wait for packages, and some have kept ones
/// to read and a window that is closed.
struct HubCrowd {
  let server: ServerOnStage
  let tag: String

  /// Each wave leaves in a way of its own: by reset, by the loss of its connection, or at a deadline.
  func comeAndGo(waves: ClosedRange<Int>) async throws {
    for wave in waves {
      let options = PeerOptions(initialWindowSize: 1_000, readsAutomatically: false)
      let client = try await server.connect(options: options)
      let deadline = wave % 3 == 0 ? Patience.scaled(.milliseconds(100)) : nil
      var readers: [HubReader] = []
      for number in 1...100 {
        let after: Int64 = number % 10 == 0 ? 1 : 0
        readers.append(try await client.hubReader(tag, after: after, timeout: deadline))
      }
      if deadline != nil { try await expectDeadline(readers) }
      for reader in readers where deadline == nil && reader.place != nil {
        _ = try await reader.call.expectMessage(
          HubMessage.self, "a package that is kept, for who asks behind number 1",
          try: "Begin behind `after`, which is step 4: then come back to this check.")
      }
      if wave % 3 == 2 { for reader in readers { try await reader.call.reset() } }
      await client.cut()
      try await server.comeToRest()
    }
  }

  /// Some read one package and leave, of a tag that would be seen if it were kept with one of them.
  static func expectNothingRemains(_ stage: Stage) async throws {
    // Who keeps a clock for each wait, until it is over, has as many in each stretch.
    let server = try await stage.server(
      interval: stage.random.duration(.milliseconds(190)...(.milliseconds(210))))
    let tag = stage.random.tag() + String(repeating: "x", count: 16 << 10)
    var log = HubLog(tag)
    try await server.connect().put(log.package())
    let crowd = HubCrowd(server: server, tag: tag)
    try await crowd.readAndLeave(60)
    let growths = try await server.growths(above: 320 << 10) {
      try await crowd.readAndLeave(40)
    }.map { $0 >> 10 }
    try expect(
      growths.last ?? 0 <= 320,
      "at most 320 KiB more memory after 40 subscribers of a tag of 16 KiB, who have left",
      received: growths.map { "\($0) KiB" }.joined(separator: ", "),
      try: "Keep no request of a subscriber, and nothing else of it, when it has left.")
  }

  /// One after the other, as a server may refuse whoever resets streams by the hundred: see 6.2.
  private func readAndLeave(_ count: Int) async throws {
    let client = try await server.connect()
    for _ in 1...count {
      var reader = try await client.hubReader(tag, of: freshGUID(), beginsAnew: true)
      _ = try await reader.package(
        "the package that is kept, for who comes from another hub",
        try: "Begin with what is kept, which is step 4: then come back to this check.")
      try await reader.call.reset()
      try await Task.sleep(for: .milliseconds(3))
    }
    await client.close()
  }

  /// Who has a closed window cannot be told a status behind what it does not read.
  private func expectDeadline(_ readers: [HubReader]) async throws {
    // A hundred at once, on whatever transport: a slow machine takes seconds for them.
    let cap = Patience.cap * 4
    for reader in readers where reader.place == nil {
      let end = await reader.call.end(within: cap)
      if let code = end?.status?.code, code != .ok { continue }
      throw reader.call.failure(
        "a subscription to end with an error at its deadline",
        end.map { "\($0)" } ?? "no end within \(readable(cap))",
        "Wait for context.cancellation beside the packages, and throw an RPCError then.",
        isTimeout: end == nil)
    }
  }
}
