internal import Referee

extension Check {
  static let clientHearsEarlyFailure = Check(
    "3.8", "send-stream stops when the server fails early",
    requirement: """
      A server that refuses amid an upload is told on stderr with code and message, and the client \
      exits with 1, without sending the rest.
      """,
    step: 4
  ) { stage in
    let referee = try await stage.referee()
    let client = try await stage.client(
      "send-stream", "--count", "100000", "--interval", "20ms", to: referee)
    let call = try await referee.expectCall(Method.sendDataPackagesStream, from: client)
    _ = try await call.expectMessage(UploadPackage.self, "package 1")
    try await call.finish(.resourceExhausted, message: "the store is full")

    try await client.expectExit(
      1, try: "Let the errors of the call and of its writes through: no `try?`, no empty `catch`.")
    try client.expectError("resourceExhausted", "the store is full")
  }
}
