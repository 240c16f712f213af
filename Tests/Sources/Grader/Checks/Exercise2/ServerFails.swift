internal import Referee

extension Check {
  static let serverFails = Check(
    "2.6", "get-stream tells how the server failed",
    requirement: """
      A call that fails is told on stderr with its code and message, and the client exits with 1.
      """,
    step: 4
  ) { stage in
    let referee = try await stage.referee()
    let client = try await stage.client("get-stream", "--for", "60s", to: referee)
    let call = try await referee.expectCall(Method.getDataPackagesStream, from: client)

    let guid = try await call.sendPackage()
    try await call.finish(.notFound, message: "no sensor is called so")
    try await client.expectExit(
      1, try: "Let the error of the call through: no `try?`, no empty `catch`.")
    try client.expectError("notFound", "no sensor is called so")
    try client.expectOutput(guids: [guid])
  }
}
