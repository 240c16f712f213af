internal import Referee

extension Check {
  static let tellsEveryFailure = Check(
    "5.10", "the client tells of failed calls and lost connections",
    requirement: """
      Each status other than OK, and a connection that ends before the call does, are told on stderr, \
      and the client exits with 1, whatever the command, before the first answer and in the middle.
      """,
    step: 5, takes: .seconds(2), timeLimit: .seconds(60)
  ) { stage in
    let message = "Gerät \(stage.random.tag()) ist aus (50 %)"
    try await withThrowingTaskGroup(of: Void.self) { group in
      for command in ClientCommand.allCases {
        group.addTask { try await expectAllTold(by: command, message, stage) }
      }
      try await group.waitForAll()
    }
  }

  private static func expectAllTold(
    by command: ClientCommand, _ message: String, _ stage: Stage
  ) async throws {
    let places = CommandCall.places(of: command)
    for place in places {
      for own in [FailureCode.cancelled, .deadlineExceeded] {
        try await expectTold(own, by: command, at: place, message, stage)
      }
      let lost = try await CommandCall.begin(command, at: place, stage)
      await lost.served.cutConnection()
      try await lost.client.expectExit(1, after: .failure)
      try lost.client.expectError()
      try lost.expectNothingElse()
    }
    let first = stage.random.number(0...places.count - 1)
    let others = FailureCode.all.filter { $0.code != .cancelled && $0.code != .deadlineExceeded }
    for (number, failure) in zip(first..., others) {
      let place = places[number % places.count]
      try await expectTold(failure, by: command, at: place, message, stage)
    }
  }

  private static func expectTold(
    _ failure: FailureCode, by command: ClientCommand, at place: CommandCall.Place,
    _ message: String,
    _ stage: Stage
  ) async throws {
    let refused = try await CommandCall.begin(command, at: place, stage)
    let hasDeadline = refused.served.timeout != nil
    try await refused.served.finish(failure.code, message: message)
    // A get-stream may have made its --for the deadline of the call.
    if hasDeadline, command == .getStream, failure.code == .deadlineExceeded { return }
    try await refused.client.expectExit(1, after: .failure)
    try refused.client.expectError(failure.name, message)
    try refused.expectNothingElse()
  }
}
