internal import DataHubMessages
internal import Referee

extension Check {
  static let tellsBadExchange = Check(
    "5.6", "an exchange goes on after a bad package",
    requirement: """
      In ExchangeDataPackages a bad package is answered with is_success false and a last_error \
      that names the field; it is not counted, and the stream goes on.
      """,
    step: 3
  ) { stage in
    let server = try await stage.server()
    let call = try await server.connect().call(Method.exchangeDataPackages)

    let first = try await answer(call, freshGUID(), "an answer to package 1")
    try expect("for package 1, is_success", first.isSuccess, equals: true)

    let bad = try await answer(call, "not a GUID", "an answer to package 2, which is bad")
    try expect("for package 2, which is bad, is_success", bad.isSuccess, equals: false)
    try expect(
      bad.lastError.contains("tracking_guid"),
      "for package 2, which is bad, a last_error that names tracking_guid",
      received: quoted(bad.lastError))
    try expect(
      "for package 2, which is bad, data_package_count", bad.dataPackageCount, equals: 1,
      try: "Count good packages alone; a bad one's answer repeats the count so far.")

    let third = try await answer(call, freshGUID(), "an answer to package 3, after a bad one")
    try expect("for package 3, is_success", third.isSuccess, equals: true)
    try expect(
      "for package 3, after a bad one, data_package_count", third.dataPackageCount, equals: 2,
      try: "Count good packages alone.")
    try await call.halfClose()
    try await call.expectStatus(.ok)
  }

  private static func answer(
    _ call: RefereeCall, _ guid: String, _ expected: String
  ) async throws -> UploadAnswer {
    try await call.send(UploadPackage.fresh(guid: guid))
    let arrived = try await call.expectMessage(
      UploadAnswer.self, expected, try: "UploadAnswer a bad package; do not throw for it.")
    return arrived.message
  }
}
