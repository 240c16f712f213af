internal import Referee

extension Check {
  static let nobodyListens = Check(
    "5.8", "the client says that there is no server",
    requirement: """
      Where nothing listens, the client says so on stderr and exits with 1, within 5 s, whatever \
      the command.
      """,
    step: 5, takes: .seconds(2)
  ) { stage in
    let nowhere = try ReservedPort()
    for command in ClientCommand.allCases {
      let client = try await stage.client([command.rawValue, "--port", "\(nowhere.port)"])
      try await client.expectExit(1, after: .noServer, within: Patience.scaled(.seconds(5)))
      try client.expectError("unavailable")
      try client.expectNothingPrinted()
    }
    withExtendedLifetime(nowhere) {}
  }
}
