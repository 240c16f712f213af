internal import DataHubMessages
internal import Referee

extension Check {
  static let triesInVainOnce = Check(
    "8.4", "what cannot succeed is not tried again",
    requirement: """
      An error other than UNAVAILABLE ends subscribe: code and message on stderr, exit 1, and no \
      further call, at the first call or after a loss, before a message or behind one.
      """,
    step: 2, hint: "Catch an RPCError whose code is unavailable, and let all others through.",
    takes: .milliseconds(1_200)
  ) { stage in
    let words = "no sensor is called \(stage.random.tag()) (100 %)"
    try await withThrowingTaskGroup(of: Void.self) { group in
      for turn in 0..<5 {
        group.addTask {
          for place in stride(from: turn, to: FailureCode.final.count, by: 5) {
            try await expectEnd(by: FailureCode.final[place], place, words, stage)
          }
        }
      }
      for try await _ in group {}
    }
  }

  private static func expectEnd(
    by error: FailureCode, _ place: Int, _ words: String, _ stage: Stage
  ) async throws {
    let referee = try await stage.referee()
    let client = try await stage.client("subscribe", to: referee)
    var hub = try await referee.expectSubscription(from: client)
    if place % 2 == 1 {
      try await client.expectPrinted(try await hub.sendPackage(3))
    }
    if place % 3 == 2 {
      try await Loss.cut.happen(to: hub.call, stage.transcript)
      hub = try await referee.expectSubscription(from: client)
    }
    try await hub.call.finish(error.code, message: words)
    try await expectNoCall(of: client, to: referee, after: error)
    try await client.expectExit(1, after: .failure)
    try client.expectError(error.name, words)
    try await expectNoCall(of: client, to: referee, after: error)
  }

  /// Until the client ends; who calls again would not for long.
  private static func expectNoCall(
    of client: Program, to referee: RefereeServer, after error: FailureCode
  ) async throws {
    let deadline = ContinuousClock.now + Patience.cap
    repeat {
      let isGone = await client.exit(within: .zero) != nil
      if await referee.nextCall(within: isGone ? .zero : .milliseconds(20)) != nil {
        throw CheckFailure(
          expected: "no further call after \(error.code)", received: "one",
          try: "Catch an RPCError whose code is unavailable, and let all others through.")
      }
      if isGone { return }
    } while .now < deadline
  }
}
