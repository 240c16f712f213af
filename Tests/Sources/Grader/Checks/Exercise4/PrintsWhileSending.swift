internal import DataHubMessages
internal import Referee

extension Check {
  static let printsWhileSending = Check(
    "4.4", "the client prints answers while it still sends",
    requirement: """
      exchange reads and sends at the same time: it prints an answer when it comes, as "<count> \
      <tracking guid>", though its next package is not due for long.
      """,
    step: 2, hint: "Sending and reading are two closures of one call: print in the reading one."
  ) { stage in
    let referee = try await stage.referee()
    let client = try await stage.client(
      "exchange", "--count", "2", "--interval", "60s", to: referee)
    let call = try await referee.expectCall(Method.exchangeDataPackages, from: client)
    let package = try await call.expectMessage(UploadPackage.self, "package 1").message
    try await call.send(UploadAnswer.sample(to: package, count: 7))
    let line = try await client.expectLine(
      .stdout, "the answer to package 1 on stdout, a minute before package 2 is due")
    try expect("the line", line.text, equals: "7 \(package.trackingGuid)")
  }
}
