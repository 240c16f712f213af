internal import DataHubMessages
internal import Referee

extension Check {
  static let countsPackages = Check(
    "3.2", "an upload's packages are counted, however many",
    requirement: """
      data_package_count is the number of packages of the upload, also where one comes twice. None at \
      all is fine: it counts 0.
      """,
    step: 1, takes: .milliseconds(3000), timeLimit: .seconds(90)
  ) { stage in
    let client = try await stage.server().connect()
    try await expectTwins(client)
    // Integers of 8 and of 16 bits are too small for some of these, and round limits as well.
    for count in [0, 1, 2, 3, 255, 256, stage.random.number(1001...1100), 100_001] {
      let call = try await client.upload()
      let packages = try ManyPackages(count)
      try await packages.send(to: call)
      try await call.halfClose()
      let upload = counted(count, "package")
      let answer = try await call.expectAnswer(
        "an answer to an upload of \(upload)",
        try: count == 0 ? "An empty upload is no error: it counts 0." : nil)
      try expect(
        "for \(upload), data_package_count", answer.dataPackageCount, equals: Int32(count),
        try: CountHint.hint(Int(answer.dataPackageCount), insteadOf: count))
      try expectWhole("the answer to \(upload)", answer, equals: packages.answer)
    }
  }

  /// A package that comes twice is two packages, one right behind the other or not.
  private static func expectTwins(_ client: RefereeClient) async throws {
    let (first, second) = (UploadPackage.fresh(), UploadPackage.fresh())
    let packages = [first, first, second, first, first, first]
    let call = try await client.upload(packages)
    let what = "an upload of 6 packages, of which 5 are one and the same"
    try expectWhole(
      "the answer to \(what)", try await call.expectAnswer("an answer to \(what)"),
      equals: .total(of: packages),
      counting: { $0 < 6 ? "Count each package that comes, whatever its GUID is." : nil })
  }
}
