internal import Referee

extension Program {
  /// Looks at the program for a while, and again where it had something else to do. On a busy
  /// machine a loop that never sleeps has no more than its share of a core.
  ///
  /// - Parameters:
  ///   - when: "while two streams wait".
  ///   - time: How long the while is.
  ///   - hint: What helps, unless it is a loop that never sleeps.
  func expectIdle(
    _ when: String, for time: Duration = .milliseconds(200), try hint: String? = nil
  ) async throws {
    var share = 1.0
    for _ in 1...4 {
      async let fairShare = ProcessorShare.measured()
      let (clock, before) = (
        ContinuousClock(), try await measured("processor time", \.processorTime)
      )
      let began = clock.now
      let exit = await exit(within: time)
      try expect(exit == nil, "a program that waits", received: "it \(exit?.did ?? "")")
      share = (try await measured("processor time", \.processorTime) - before) / (clock.now - began)
      if await share < min(0.05, fairShare / 4) { return }
    }
    throw CheckFailure(
      expected: "less than 5 % of a core \(when)",
      received: "\(Int((share * 100).rounded())) %",
      try: hint ?? "Is there a loop that goes round until it is time? Sleep instead: pause(for:).")
  }
}

extension ServerOnStage {
  /// See `expectIdle` of a `Program`.
  func expectIdle(
    _ when: String, for time: Duration = .milliseconds(200), try hint: String? = nil
  ) async throws {
    try await program.expectIdle(when, for: time, try: hint)
  }

  /// What the server has had since it was started.
  func processorTime() async throws -> Duration {
    try await program.measured("processor time", \.processorTime)
  }

  /// Waits until the server has come to rest, for as long as the cap: what it still has to do for those
  /// who have just left is no work for those who come next.
  func comeToRest() async throws {
    let deadline = ContinuousClock.now + Patience.cap
    repeat {
      let before = try await processorTime()
      try await Task.sleep(for: .milliseconds(50))
      if try await processorTime() - before < .milliseconds(10) { return }
    } while .now < deadline
  }
}
