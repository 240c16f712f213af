internal import DataHubMessages
internal import Referee

extension Check {
  static let runningCount = Check(
    "4.2", "200 packages are answered in order, with a running count",
    requirement: """
      Answer n belongs to package n: is_success, the package's tracking_guid, and how many good \
      packages this call has brought so far.
      """,
    step: 1, takes: .milliseconds(1500)
  ) { stage in
    let server = try await stage.server()
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 1...4 {
        group.addTask {
          let client = try await server.connect()
          // What is out of order by chance is so in one of many rounds.
          for _ in 1...25 { try await exchange200(with: client) }
        }
      }
      try await group.waitForAll()
    }
  }

  /// Sends all packages at once, then reads all answers.
  private static func exchange200(with client: RefereeClient) async throws {
    let call = try await client.exchange()
    let packages = (1...200).map { _ in UploadPackage.fresh() }
    try await call.send(contentsOf: packages)
    for (number, package) in zip(1..., packages) {
      let answer = try await call.expectMessage(UploadAnswer.self, "answer \(number) of 200")
        .message
      try expectInOrder(answer, number, packages)
      try expectWhole(
        "answer \(number) of 200", answer, equals: .sample(to: package, count: number),
        counting: { CountHint.hint($0, insteadOf: number) })
    }
    try await call.halfClose()
    try await call.expectStatus(.ok)
  }

  private static func expectInOrder(
    _ answer: UploadAnswer, _ number: Int, _ packages: [UploadPackage]
  ) throws {
    if answer.trackingGuid == packages[number - 1].trackingGuid { return }
    let owner = packages.firstIndex { $0.trackingGuid == answer.trackingGuid }
    guard let owner else { return }
    throw CheckFailure(
      expected: "answer \(number) of 200 to be that to package \(number)",
      received: "the answer to package \(owner + 1)",
      try: "Answer one package after the other, in the task that reads them.")
  }
}
