internal import DataHubMessages
internal import Referee

extension Check {
  static let answersFields = Check(
    "3.4", "the answer says success, and names the last package",
    requirement: """
      The answer has is_success true, an empty last_error, and the tracking_guid of the last \
      package, byte for byte; of none, it is empty.
      """,
    step: 2
  ) { stage in
    let server = try await stage.server()
    let client = try await server.connect()
    let mixed = "6F1c0A52-5C1e-4f0E-9d3A-" + freshGUID().suffix(12)
    for guids in [[freshGUID(), mixed], [mixed, freshGUID()], []] {
      let what = guids.isEmpty ? "the answer to an empty upload" : "the answer"
      let answer = try await client.upload(guids).expectAnswer(what)
      try expect(
        "\(what) with is_success", answer.isSuccess, equals: true,
        try: "Fields that are not set are false or empty on the wire: set isSuccess.")
      try expect("\(what) with last_error", answer.lastError, equals: "")
      try expectBytes(
        "\(what) with tracking_guid", answer.trackingGuid, equal: guids.last ?? "",
        try: "Remember the tracking_guid of each package, as it is; the last one stays.")
    }
  }
}
