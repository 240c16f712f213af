internal import DataHubMessages
internal import Referee

extension Check {
  static let asksForTag = Check(
    "2.1", "get-stream asks for its tag, with a GUID of its own",
    requirement: """
      get-stream calls GetDataPackagesStream once, with a fresh UUID as tracking_guid and \
      --tag-name, whatever it is, as tag_name.
      """,
    step: 1
  ) { stage in
    let referee = try await stage.referee()
    // The second one has an accent that is a character of its own; the last one has 16 KiB.
    let tag = stage.random.tag()
    let tags = [
      nil, "Tempe\u{301}rature ℃ 🌡 \(tag)", "", " ",
      String(String(repeating: "\(tag) · ", count: 4_096).prefix(16 << 10)),
    ]
    var guids: Set<String> = []
    for tag in tags {
      let guid = try await request(to: referee, tag: tag, stage)
      try expect(
        guids.insert(guid.lowercased()).inserted, "another tracking_guid at each run",
        received: "\(quoted(guid)) again", try: "Make the GUID anew at each run: GUID.random().")
    }
  }

  /// Runs the client once, without the flag if there is no tag. Returns the GUID that it sent.
  private static func request(
    to referee: RefereeServer, tag: String?, _ stage: Stage
  ) async throws -> String {
    let flag = tag.map { ["--tag-name", $0] } ?? []
    let client = try await stage.client(["get-stream", "--port", "\(referee.port)"] + flag)
    let call = try await referee.expectCall(Method.getDataPackagesStream, from: client)
    let request = try await call.expectMessage(Subscription.self, "the request").message
    try expectBytes(
      "a request with tag_name", request.tagName, equal: tag ?? "SomeTagName",
      try: "Set tagName from the option, as it is.")
    try expect(
      isUUID(request.trackingGuid), "a request whose tracking_guid is a UUID",
      received: quoted(request.trackingGuid), try: "Set trackingGuid to a fresh UUID.")
    try await call.finish()
    try await client.expectExit(0, after: .streamEnd)
    let second = await referee.nextCall(within: .zero)
    try expect(second == nil, "one call", received: "a second one", try: "Call once.")
    return request.trackingGuid
  }
}
