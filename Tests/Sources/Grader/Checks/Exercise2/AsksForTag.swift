internal import DataHubMessages
internal import Referee

extension Check {
  static let asksForTag = Check(
    "2.1", "get-stream asks for its tag, with a GUID of its own",
    requirement: """
      get-stream calls GetDataPackagesStream once, with a fresh UUID as tracking_guid and \
      --tag-name as tag_name.
      """,
    step: 1
  ) { stage in
    let referee = try await stage.referee()
    let first = try await request(to: referee, tag: "Höhe 7", ["--tag-name", "Höhe 7"], stage)
    let second = try await request(to: referee, tag: "SomeTagName", [], stage)
    try expect(
      first.lowercased() != second.lowercased(), "another tracking_guid at the second run",
      received: "\(quoted(second)) again", try: "Make the GUID anew at each run: UUID().")
  }

  /// Runs the client once. Returns the GUID that it sent.
  private static func request(
    to referee: RefereeServer, tag: String, _ arguments: [String], _ stage: Stage
  ) async throws -> String {
    let client = try await stage.client(
      ["get-stream", "--for", "60s", "--port", "\(referee.port)"] + arguments)
    let call = try await referee.expectCall(Method.getDataPackagesStream, from: client)
    let request = try await call.expectMessage(
      Datahub_RequestGetDataPackage.self, "the request"
    ).message
    try expectBytes(
      "a request with tag_name", request.tagName, equal: tag, try: "Set tagName from the option.")
    try expect(
      isUUID(request.trackingGuid), "a request whose tracking_guid is a UUID",
      received: quoted(request.trackingGuid), try: "Set trackingGuid to a fresh UUID.")
    try await call.finish()
    try await client.expectExit(0)
    return request.trackingGuid
  }
}
