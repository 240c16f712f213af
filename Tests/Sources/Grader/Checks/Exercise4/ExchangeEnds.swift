internal import DataHubMessages
internal import Referee

extension Check {
  static let exchangeEnds = Check(
    "4.3", "the exchange ends with OK after the half-close, and not before",
    requirement: """
      The server ends an exchange when the client has said that it sends no more, with status OK \
      and an answer for every package; also when there was none.
      """,
    step: 1, hint: "Return when the loop over the packages ends, and no earlier."
  ) { stage in
    let client = try await stage.server().connect()
    for count in [3, 0] {
      let call = try await client.exchange()
      for number in 0..<count {
        try await call.send(UploadPackage.fresh())
        _ = try await call.expectMessage(UploadAnswer.self, "answer \(number + 1) of \(count)")
      }
      try await call.ping()
      if let early = await call.next(within: .zero), early.isEnd {
        throw CheckFailure(
          expected: "the exchange to go on until the half-close", received: "\(early)")
      }
      try await call.halfClose()
      if let extra = try await call.nextMessage(UploadAnswer.self) {
        throw CheckFailure(
          expected: "no answer after the \(count) to the packages",
          received: "one with data_package_count \(extra.message.dataPackageCount)")
      }
      try await call.expectStatus(.ok)
    }
  }
}
