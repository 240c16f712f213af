internal import Referee

extension Check {
  static let serverEndsFirst = Check(
    "2.5", "get-stream takes the server's end as an end",
    requirement: "A stream that the server ends with OK makes the client exit with 0, at once.",
    step: 3
  ) { stage in
    let referee = try await stage.referee()
    for packages in [2, 0, stage.random.number(110...150)] {
      let client = try await stage.client(
        "get-stream", "--for", "\(stage.random.number(66...90))s", to: referee)
      let call = try await referee.expectCall(Method.getDataPackagesStream, from: client)
      let guids = try await call.sendPackages(packages)
      try await call.finish()
      try await client.expectExit(0, after: .streamEnd)
      try client.expectOutput(guids: guids)
    }
  }
}
