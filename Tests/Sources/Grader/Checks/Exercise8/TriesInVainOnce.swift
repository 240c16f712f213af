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
          for place in stride(from: turn, to: errors.count, by: 5) {
            try await expectEnd(by: errors[place], place, words, stage)
          }
        }
      }
      for try await _ in group {}
    }
  }

  /// Every code but OK and UNAVAILABLE, as GRPCCore names it.
  private static let errors: [(code: GRPCStatus.Code, name: String)] = [
    (.init(rawValue: 1), "cancelled"), (.init(rawValue: 2), "unknown"),
    (.init(rawValue: 3), "invalidArgument"), (.init(rawValue: 4), "deadlineExceeded"),
    (.init(rawValue: 5), "notFound"), (.init(rawValue: 6), "alreadyExists"),
    (.init(rawValue: 7), "permissionDenied"), (.init(rawValue: 8), "resourceExhausted"),
    (.init(rawValue: 9), "failedPrecondition"), (.init(rawValue: 10), "aborted"),
    (.init(rawValue: 11), "outOfRange"), (.init(rawValue: 12), "unimplemented"),
    (.init(rawValue: 13), "internalError"), (.init(rawValue: 15), "dataLoss"),
    (.init(rawValue: 16), "unauthenticated"),
  ]

  private static func expectEnd(
    by error: (code: GRPCStatus.Code, name: String), _ place: Int, _ words: String, _ stage: Stage
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
    try await client.expectExit(1, after: .failure)
    try client.expectError(error.name, words)
    let second = await referee.nextCall(within: .zero)
    try expect(second == nil, "no further call after \(error.code)", received: "one")
  }
}
