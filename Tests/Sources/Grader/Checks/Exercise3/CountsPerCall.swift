internal import DataHubMessages
internal import Referee

extension Check {
  static let countsPerCall = Check(
    "3.3", "each upload has a count of its own",
    requirement: "data_package_count counts the packages of its call alone, also of 50 at once.",
    step: 1,
    hint: "Keep the count in a local variable of the method: it lives as long as the call."
  ) { stage in
    let server = try await stage.server()
    let client = try await server.connect()
    var calls: [RefereeCall] = []
    for _ in 1...50 { calls.append(try await client.call(Method.sendDataPackagesStream)) }
    // Upload number n has n packages; they come in turn.
    for round in 1...50 {
      for call in calls[(round - 1)...] { try await call.send(UploadPackage.fresh()) }
    }
    for call in calls { try await call.halfClose() }

    for (index, call) in calls.enumerated() {
      let number = index + 1
      let answer = try await call.expectAnswer("an answer to upload \(number) of 50 at once")
      try expect(
        "for upload \(number) of 50 at once, data_package_count", answer.dataPackageCount,
        equals: Int32(number))
    }
  }
}
