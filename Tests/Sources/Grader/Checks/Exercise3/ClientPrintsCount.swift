internal import Referee

extension Check {
  static let clientPrintsCount = Check(
    "3.7", "send-stream prints the server's count",
    requirement: """
      What the server has counted is printed on stdout, even where the client would count otherwise.
      """,
    step: 4
  ) { stage in
    let referee = try await stage.referee()
    let client = try await stage.client("send-stream", "--count", "3", to: referee)
    let call = try await referee.expectCall(Method.sendDataPackagesStream, from: client)
    for number in 1...3 {
      _ = try await call.expectMessage(UploadPackage.self, "package \(number) of 3")
    }
    try await call.answer(count: 4711)

    let line = try await client.expectLine(.stdout, "the server's count on stdout")
    try expect(
      line.text.split(whereSeparator: \.isWhitespace) == ["4711"],
      "4711 on stdout, as the server has answered", received: quoted(line.text),
      try: "Print data_package_count of the answer, not what you have sent.")
    try await client.expectExit(0)
  }
}
