internal import DataHubMessages
internal import Referee

extension Check {
  static let exchangePrintsAll = Check(
    "4.6", "the client half-closes after its last package and prints all answers",
    requirement: """
      exchange sends --count packages, each with a fresh tracking_guid, half-closes, prints every \
      good answer, sends last_error of the others to stderr, and exits with 0.
      """,
    step: 2, hint: "Print data_package_count and tracking_guid of the answer, not your own."
  ) { stage in
    let referee = try await stage.referee()
    let client = try await stage.client("exchange", "--count", "4", to: referee)
    let call = try await referee.expectCall(Method.exchangeDataPackages, from: client)
    var lines: [String] = []
    for number in 1...4 {
      let package = try await call.expectMessage(UploadPackage.self, "package \(number) of 4")
        .message
      let guid = package.trackingGuid
      try expect(isUUID(guid), "a UUID as tracking_guid", received: quoted(guid))
      var answer = UploadAnswer.sample(to: package, count: 10 * number)
      // The GUID is the referee's own: what is printed must come from the answer.
      answer.trackingGuid = freshGUID()
      answer.isSuccess = number != 3
      answer.lastError = number == 3 ? "the disk is full" : ""
      if answer.isSuccess { lines.append("\(10 * number) \(answer.trackingGuid)") }
      try await call.send(answer)
    }
    try await call.expectHalfClose("the client's half-close after package 4")
    try await call.finish()
    try await client.expectExit(0)
    try expect("stdout", client.allLines(.stdout).map(\.text), equals: lines)
    let errors = client.allLines(.stderr).map(\.text)
    try expect(
      errors.contains { $0.contains("the disk is full") },
      "last_error of answer 3 on stderr", received: "\(errors)")
  }
}
