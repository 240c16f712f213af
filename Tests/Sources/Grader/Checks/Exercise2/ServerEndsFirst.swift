internal import Referee

extension Check {
  static let serverEndsFirst = Check(
    "2.5", "get-stream takes the server's end as an end",
    requirement: "A stream that the server ends with OK makes the client exit with 0, at once.",
    step: 3
  ) { stage in
    let referee = try await stage.referee()
    let client = try await stage.client("get-stream", "--for", "60s", to: referee)
    let call = try await referee.expectCall(Method.getDataPackagesStream, from: client)

    let guids = [try await call.sendPackage(), try await call.sendPackage()]
    try await call.finish()
    try await client.expectExit(
      0, try: "Whichever comes first ends the other: the stream's end, or the time to leave.")
    try client.expectOutput(guids: guids)
  }
}
