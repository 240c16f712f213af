internal import DataHubMessages
internal import Referee

extension Check {
  static let printsWhileSending = Check(
    "4.4", "the client prints answers while it still sends",
    requirement: """
      exchange reads and sends at the same time: it prints an answer when it comes, as "<count> \
      <tracking guid>", though its next package is not due for long.
      """,
    step: 2
  ) { stage in
    let referee = try await stage.referee()
    let client = try await stage.client(
      "exchange", "--count", "2", "--interval", "\(stage.random.number(66...90))s", to: referee)
    let call = try await referee.expectCall(Method.exchangeDataPackages, from: client)
    let package = try await call.expectMessage(
      UploadPackage.self, "package 1", try: "Pause between two packages, and not before the first."
    ).message
    var delay = PrintDelay()
    for (number, count) in zip(1..., [stage.random.number(3...9_999), 2_147_483_647, 1, 2, 3, 4]) {
      let (answer, begin) = (UploadAnswer.sample(to: package, count: count), stage.transcript.now)
      try await call.send(answer)
      try await client.expectLine(
        number, for: answer,
        "answer \(number) on stdout, a minute before package 2 is due",
        missing: "Sending and reading are two closures of one call: print in the reading one.",
        gone: "Send all packages, and read until the server ends the call.")
      delay.add(stage.transcript.now - begin)
    }
    try delay.expectSmall()
  }
}
