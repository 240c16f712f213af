internal import DataHubMessages
internal import Referee

extension Check {
  static let exchangeEnds = Check(
    "4.3", "the exchange ends with OK after the half-close, and not before",
    requirement: """
      The server ends an exchange when the client has said that it sends no more, with status OK \
      and an answer for every package; also when there was none.
      """,
    step: 1, takes: .milliseconds(1300)
  ) { stage in
    let client = try await stage.server().connect()
    let silent = try await client.exchange()
    let used = try await client.exchange()
    try await used.send(UploadPackage.fresh())
    _ = try await used.expectMessage(UploadAnswer.self, "answer 1 of 1")
    for call in [silent, used] {
      if let early = await call.next(within: Patience.scaled(.milliseconds(500))), early.isEnd {
        throw CheckFailure(
          expected: "the exchange to go on until the half-close", received: "\(early)",
          try: "Return when the loop over the packages ends, and no earlier.")
      }
      try await call.ping()
      try await call.halfClose()
      try await expectEnd(call)
    }
    for count in [1, stage.random.number(2...9), stage.random.number(180...220)] {
      try await exchange(count, client)
    }
  }

  /// Sends packages and the half-close in one go: each package is answered, then the call ends.
  private static func exchange(_ count: Int, _ client: RefereeClient) async throws {
    let call = try await client.exchange()
    let packages = (1...count).map { _ in UploadPackage.fresh() }
    try await call.send(bytes: packages.flatMap { try $0.framed() }, endStream: true)
    for (number, package) in zip(1..., packages) {
      let what = "answer \(number) of \(count), though the client has half-closed"
      let answer = try await call.expectMessage(
        UploadAnswer.self, what,
        try: "Await each write in the loop: what a task writes is lost when the method returns.")
      try expectWhole(what, answer.message, equals: .sample(to: package, count: number))
    }
    try await expectEnd(call)
  }

  private static func expectEnd(_ call: RefereeCall) async throws {
    if let extra = try await call.nextMessage(UploadAnswer.self) {
      throw CheckFailure(
        expected: "no answer but those to the packages",
        received: "one with data_package_count \(extra.message.dataPackageCount)",
        try: "Write nothing after the loop over the packages.")
    }
    try await call.expectStatus(
      .ok, try: call.ended == nil ? "Does the method return when the loop ends?" : nil)
  }
}
