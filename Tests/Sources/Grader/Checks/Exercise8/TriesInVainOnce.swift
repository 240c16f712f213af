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
    takes: .milliseconds(900)
  ) { stage in
    let errors: [(GRPCStatus.Code, name: String)] = [
      (.invalidArgument, "invalidArgument"), (.notFound, "notFound"), (.aborted, "aborted"),
      (.failedPrecondition, "failedPrecondition"), (.resourceExhausted, "resourceExhausted"),
    ]
    let words = "no sensor is called \(stage.random.tag()) (100 %)"
    try await withThrowingTaskGroup(of: Void.self) { group in
      for (place, (code, name)) in errors.enumerated() {
        group.addTask {
          let referee = try await stage.referee()
          let client = try await stage.client("subscribe", to: referee)
          var hub = try await referee.expectSubscription(from: client)
          if place % 2 == 1 {
            try await client.expectPrinted(try await hub.sendPackage(3))
          }
          if place > 2 {
            try await Loss.cut.happen(to: hub.call, stage.transcript)
            hub = try await referee.expectSubscription(from: client)
          }
          try await hub.call.finish(code, message: words)
          try await client.expectExit(1, after: .failure)
          try client.expectError(name, words)
          let second = await referee.nextCall(within: .zero)
          try expect(second == nil, "no further call after \(code)", received: "one")
        }
      }
      try await group.waitForAll()
    }
  }
}
