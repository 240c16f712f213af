internal import Referee

extension Check {
  static let nobodyListens = Check(
    "5.8", "the client says that there is no server",
    requirement: """
      Where nothing listens, the client says so on stderr and exits with 1, within 5 s.
      """,
    step: 5, takes: .seconds(2)
  ) { stage in
    let nowhere = try ReservedPort()
    for command in ["get-stream", "send-stream"] {
      let client = try await stage.client([command, "--port", "\(nowhere.port)"])
      try await client.expectExit(
        1, within: Patience.scaled(.seconds(7)), try: "Let the error of the call through.")
      try client.expectError("unavailable")
    }
    withExtendedLifetime(nowhere) {}
  }
}
