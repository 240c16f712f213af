internal import DataHubMessages
internal import Referee

extension RefereeClient {
  /// Opens an upload.
  func upload() async throws -> RefereeCall {
    try await call(Method.sendDataPackagesStream)
  }

  /// Opens an exchange.
  func exchange() async throws -> RefereeCall {
    try await call(Method.exchangeDataPackages)
  }

  /// Uploads packages with these GUIDs, and half-closes.
  func upload(_ guids: [String]) async throws -> RefereeCall {
    try await upload(guids.map { UploadPackage.fresh(guid: $0) })
  }

  /// Uploads packages, and half-closes.
  func upload(_ packages: [UploadPackage]) async throws -> RefereeCall {
    let call = try await upload()
    try await call.send(contentsOf: packages)
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
