internal import Referee

extension Check {
  static let serverFails = Check(
    "2.6", "get-stream tells how the server failed",
    requirement: """
      A call that fails is told on stderr with its code and message, and the client exits with 1, \
      at once, whatever came before.
      """,
    step: 4
  ) { stage in
    let referee = try await stage.referee()
    let tag = stage.random.tag()
    let failures: [(packages: Int, GRPCStatus.Code, name: String, message: String)] = [
      (1, .notFound, "notFound", "no sensor is called \(tag)"),
      (0, .invalidArgument, "invalidArgument", "„\(tag)“ ist kein Fühler (100 %)"),
      (3, .unavailable, "unavailable", "the hub of \(tag) shuts down"),
    ]
    for (packages, code, name, message) in failures {
      let client = try await stage.client(
        "get-stream", "--for", "\(stage.random.number(66...90))s", to: referee)
      let call = try await referee.expectCall(Method.getDataPackagesStream, from: client)
      var guids: [String] = []
      for _ in 0..<packages { guids.append(try await call.sendPackage()) }
      try await call.finish(code, message: message)
      try await client.expectExit(1, after: .failure)
      try client.expectError(name, message)
      try client.expectOutput(guids: guids)
    }
  }
}
