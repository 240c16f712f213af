internal import DataHubMessages
internal import Referee

extension Check {
  static let countsPackages = Check(
    "3.2", "an upload's packages are counted, however many",
    requirement: """
      data_package_count is the number of packages of the upload. None at all is fine: it counts 0.
      """,
    step: 1
  ) { stage in
    let server = try await stage.server()
    let client = try await server.connect()
    for count in [0, 1, 3, 1000] {
      let guids = (0..<count).map { _ in freshGUID() }
      let answer = try await client.upload(guids).expectAnswer(
        "an answer to an upload of \(count) packages",
        try: count == 0 ? "An empty upload is no error: it counts 0." : nil)
      try expect(
        "for \(count) packages, data_package_count", answer.dataPackageCount, equals: Int32(count))
    }
  }
}
