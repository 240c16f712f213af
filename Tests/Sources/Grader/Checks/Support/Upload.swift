internal import DataHubMessages
internal import Referee

extension UploadPackage {
  /// A package as the client would send it now.
  static func fresh(guid: String = freshGUID()) -> UploadPackage {
    var package = UploadPackage()
    package.trackingGuid = guid
    package.telemetryGuid = "0b9a2f60-7d1e-4c53-8a46-3f5e1c7d9b20"
    package.tagName = "DateTimeTicks"
    package.tagValue = String(Ticks.now())
    return package
  }
}

extension RefereeClient {
  /// Uploads packages with these GUIDs, and half-closes.
  func upload(_ guids: [String]) async throws -> RefereeCall {
    let call = try await call(Method.sendDataPackagesStream)
    try await call.send(contentsOf: guids.map { UploadPackage.fresh(guid: $0) })
    try await call.halfClose()
    return call
  }
}

extension RefereeCall {
  /// The answer to an upload that is half-closed: one message, then status OK.
  func expectAnswer(_ expected: String, try hint: String? = nil) async throws -> UploadAnswer {
    let answer = try await expectMessage(UploadAnswer.self, expected, try: hint).message
    if let second = try await nextMessage(UploadAnswer.self) {
      throw CheckFailure(
        expected: "one answer", received: "a second one (count \(second.message.dataPackageCount))")
    }
    try await expectStatus(.ok)
    return answer
  }
}
