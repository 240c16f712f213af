internal import DataHubMessages
internal import Referee

extension Check {
  static let runningCount = Check(
    "4.2", "200 packages are answered in order, with a running count",
    requirement: """
      Answer n belongs to package n: is_success, the package's tracking_guid, and how many good \
      packages this call has brought so far.
      """,
    step: 1, hint: "Answer one package after the other, in the task that reads them."
  ) { stage in
    let server = try await stage.server()
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 1...4 {
        group.addTask { try await exchange200(with: server) }
      }
      try await group.waitForAll()
    }
  }

  /// Sends all packages at once, then reads all answers.
  private static func exchange200(with server: ServerOnStage) async throws {
    let call = try await server.connect().exchange()
    let packages = (1...200).map { _ in UploadPackage.fresh() }
    for package in packages { try await call.send(package) }
    for (number, package) in zip(1..., packages) {
      let answer = try await call.expectMessage(UploadAnswer.self, "answer \(number) of 200")
        .message
      try expect(
        "the tracking_guid of answer \(number)", answer.trackingGuid, equals: package.trackingGuid)
      try expect("is_success of answer \(number)", answer.isSuccess, equals: true)
      try expect(
        "data_package_count of answer \(number)", Int(answer.dataPackageCount), equals: number)
    }
  }
}
