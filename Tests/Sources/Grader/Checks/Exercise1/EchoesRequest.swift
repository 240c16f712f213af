internal import DataHubMessages
internal import Referee

extension Check {
  static let echoesRequest = Check(
    "1.3", "every package carries the request's GUID and tag",
    requirement: """
      tracking_guid and tag_name of each package are those of the request, byte for byte, \
      whatever the tag is.
      """,
    step: 2
  ) { stage in
    let server = try await stage.server(interval: .milliseconds(2))
    let client = try await server.connect()
    let tags = tags(stage.random.tag())
    let mixed = try await client.subscriber(guid: mixedGUID(), tag: tags[0])
    try await expectEcho(mixed, packages: 100)
    let hint = "Any text is a good tag_name, and the empty one is as well."
    for tag in tags {
      try await expectEcho(try await client.subscriber(tag: tag), packages: 2, ifNone: hint)
    }
    for guid in ["00000000-0000-0000-0000-000000000000", "FFFFFFFF-FFFF-FFFF-FFFF-FFFFFFFFFFFF"] {
      try await expectEcho(try await client.subscriber(guid: guid), packages: 2)
    }
  }

  /// Of each kind one; the first has an accent that is a character of its own, and but for it is the second.
  private static func tags(_ tag: String) -> [String] {
    [
      " Tempe\u{301}rature ℃ 🌡 \(tag) ", " Temp\u{e9}rature ℃ 🌡 \(tag) ", "", "x", " ",
      tag.lowercased(), tag.uppercased(),
      "a\u{0}b\n\"\(tag)\"\t", "温度/π? \(tag)",
      String(String(repeating: tag, count: 100 << 10).prefix(100 << 10)),
    ]
  }

  private static func expectEcho(
    _ subscriber: Subscriber, packages: Int, ifNone hint: String? = nil
  ) async throws {
    for index in 0..<packages {
      let package = try await subscriber.package(
        "package \(index + 1) for tag_name \(quoted(subscriber.tag)) and tracking_guid "
          + quoted(subscriber.guid), try: index == 0 ? hint : nil)
      try expectBytes(
        "package \(index + 1) with tracking_guid", package.message.trackingGuid,
        equal: subscriber.guid,
        try: "Copy tracking_guid from the request as it is: no new GUID, no other case.")
      try expectBytes(
        "package \(index + 1) with tag_name", package.message.tagName, equal: subscriber.tag,
        try: "Copy tag_name from the request as it is.")
    }
    try await subscriber.call.reset()
  }
}
