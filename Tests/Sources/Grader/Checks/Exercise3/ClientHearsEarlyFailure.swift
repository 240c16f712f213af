internal import Referee

extension Check {
  static let clientHearsEarlyFailure = Check(
    "3.8", "send-stream stops when the server fails early",
    requirement: """
      A server that refuses amid an upload is told on stderr with code and message, and the client \
      exits with 1, at once and without sending the rest.
      """,
    step: 4
  ) { stage in
    let referee = try await stage.referee()
    let message = "the store of \(stage.random.tag()) is full"
    for interval in ["\(stage.random.number(15...25))ms", "\(stage.random.number(66...90))s"] {
      let client = try await stage.client(
        "send-stream", "--count", "\(stage.random.number(90_000...110_000))", "--interval",
        interval, to: referee)
      let call = try await referee.expectCall(Method.sendDataPackagesStream, from: client)
      _ = try await call.expectMessage(UploadPackage.self, "package 1")
      try await call.finish(.resourceExhausted, message: message)

      try await client.expectExit(1, after: .failure)
      try client.expectError("resourceExhausted", message)
      try client.expectNothingPrinted()
    }
  }
}
