internal import DataHubMessages
internal import Referee

extension Check {
  static let answersAtTheEnd = Check(
    "4.5", "the client survives a server that answers only at the end",
    requirement: """
      exchange sends its packages at its own pace: it waits for no answer, and reads those that \
      come after its half-close.
      """,
    step: 2, takes: .milliseconds(1500), timeLimit: .seconds(60)
  ) { stage in
    // More than may be unanswered where somebody thought of a number that is enough.
    let count = stage.random.number(1_030...1_100)
    let referee = try await stage.referee()
    let client = try await stage.client("exchange", "--count", "\(count)", to: referee)
    let call = try await referee.expectCall(Method.exchangeDataPackages, from: client)
    var packages: [UploadPackage] = []
    for number in 1...count {
      packages.append(
        try await call.expectMessage(
          UploadPackage.self, "package \(number) of \(count), though none was answered",
          try: "Do not wait for an answer before the next package is sent."
        ).message)
    }
    try await call.expectHalfClose(
      "the client's half-close after its last package",
      try: "Do not wait for answers in the closure that writes.")
    for (number, package) in zip(1..., packages) {
      try await call.send(UploadAnswer.sample(to: package, count: number))
    }
    try await call.finish()
    for (number, package) in zip(1..., packages) {
      try await client.expectLine(
        number, for: UploadAnswer.sample(to: package, count: number),
        "line \(number) of \(count) on stdout",
        gone: "Read answers until the server ends the call, also after the half-close.")
    }
    try await client.expectExit(0, after: .goodEnd)
    try await expectThousands(stage, referee)
  }

  /// However many have no answer: the server ends the call when it has had enough.
  private static func expectThousands(_ stage: Stage, _ referee: RefereeServer) async throws {
    let count = stage.random.number(5_000...5_500)
    let client = try await stage.client("exchange", "--count", "\(count)", to: referee)
    let call = try await referee.expectCall(Method.exchangeDataPackages, from: client)
    try await call.skip(
      count, "of \(count), though none was answered",
      missing: "Do not wait for an answer before the next package is sent.")
    try await call.finish()
    try await client.expectExit(0, after: .goodEnd)
  }
}
