internal import Referee

extension Check {
  static let clientHalfCloses = Check(
    "3.6", "send-stream half-closes after its last package",
    requirement: """
      After the last package the client sends END_STREAM, so that the server knows that it was the \
      last.
      """,
    step: 3
  ) { stage in
    let referee = try await stage.referee()
    let client = try await stage.client(
      "send-stream", "--count", "3", "--interval", "20ms", to: referee)
    let call = try await referee.expectCall(Method.sendDataPackagesStream, from: client)

    for number in 1...3 {
      _ = try await call.expectMessage(UploadPackage.self, "package \(number) of 3")
    }
    let end = await call.end()
    guard case .halfClosed = end else {
      throw CheckFailure(
        expected: "END_STREAM after package 3", received: end.map { "\($0)" } ?? "nothing",
        try: "The closure that writes must return: that is what half-closes the call.",
        isTimeout: end == nil)
    }
    try await call.answer(count: 3)
    try await client.expectExit(0)
  }
}
