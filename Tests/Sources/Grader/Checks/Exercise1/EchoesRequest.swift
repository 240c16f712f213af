internal import DataHubMessages
internal import Referee

extension Check {
  static let echoesRequest = Check(
    "1.3", "every package carries the request's GUID and tag",
    requirement: """
      tracking_guid and tag_name of each package are those of the request, byte for byte.
      """,
    step: 1
  ) { stage in
    let server = try await stage.server()
    // In both cases, and with an accent that is a character of its own: nothing may be normalised.
    let subscriber = try await server.connect().subscriber(
      guid: "6F1c0A52-5C1e-4f0E-9d3A-" + freshGUID().suffix(12), tag: " Tempe\u{301}rature ℃ 🌡 ")

    for (index, package) in try await subscriber.packages(3).enumerated() {
      try expectBytes(
        "package \(index + 1) with tracking_guid", package.message.trackingGuid,
        equal: subscriber.guid,
        try: "Copy tracking_guid from the request as it is: no new GUID, no other case.")
      try expectBytes(
        "package \(index + 1) with tag_name", package.message.tagName, equal: subscriber.tag,
        try: "Copy tag_name from the request as it is.")
    }
  }
}
