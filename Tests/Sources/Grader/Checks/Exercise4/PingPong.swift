internal import DataHubMessages
internal import Referee

extension Check {
  static let pingPong = Check(
    "4.1", "each package is answered before the next one is sent",
    requirement: "The server answers a package as soon as it has it, and needs no other for it.",
    step: 1, hint: "Answer inside the loop over the packages, not after it."
  ) { stage in
    let client = try await stage.server().connect()
    let call = try await client.exchange()
    for number in 1...3 {
      let package = UploadPackage.fresh()
      try await call.send(package)
      let answer = try await call.expectMessage(
        UploadAnswer.self, "an answer to package \(number) before package \(number + 1) is sent")
      try expect(
        "the tracking_guid of answer \(number)", answer.message.trackingGuid,
        equals: package.trackingGuid)
    }
  }
}
