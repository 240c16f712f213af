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
    for command in ClientCommand.allCases {
      for place in CommandCall.places(of: command) {
        for failure in failures(of: command, stage.random) {
          let refused = try await CommandCall.begin(command, at: place, stage)
          try await refused.served.finish(failure.code, message: message)
          try await refused.client.expectExit(1, after: .failure)
          try refused.client.expectError(failure.name, message)
          try refused.expectNothingElse()
        }

        let lost = try await CommandCall.begin(command, at: place, stage)
        await lost.served.cutConnection()
        try await lost.client.expectExit(1, after: .failure)
        try lost.client.expectError()
        try lost.expectNothingElse()
      }
    }
  }

  /// Those that a client may take for its own leaving, and another one. A get-stream may have made its
  /// --for the deadline of the call.
  private static func failures(
    of command: ClientCommand, _ random: SeededRandom
  ) -> [FailureCode] {
    let own: [FailureCode] =
      switch command {
      case .getStream: [.cancelled]
      case .sendStream, .exchange: [.cancelled, .deadlineExceeded]
      case .send: []
      }
    let others = FailureCode.final.filter { $0.code != .cancelled && $0.code != .deadlineExceeded }
    return own + [random.one(of: others) ?? .failedPrecondition]
  }
}
