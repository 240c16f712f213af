internal import DataHubMessages
internal import Referee

extension Check {
  static let clientPrintsCount = Check(
    "3.7", "send-stream prints the server's count",
    requirement: """
      What the server has counted is printed on stdout, even where the client would count \
      otherwise, and nothing else is; send, which is finished, does the same.
      """,
    step: 4
  ) { stage in
    let referee = try await stage.referee()
    for count in [Int32(stage.random.number(100...99_999)), 0, .max] {
      let client = try await stage.client("send-stream", "--count", "3", to: referee)
      let call = try await referee.expectCall(Method.sendDataPackagesStream, from: client)
      for number in 1...3 {
        _ = try await call.expectMessage(UploadPackage.self, "package \(number) of 3")
      }
      try await call.answer(count: count)
      try await client.expectCount(count)
    }
    try await expectSend(stage, referee)
  }

  private static func expectSend(_ stage: Stage, _ referee: RefereeServer) async throws {
    let client = try await stage.client("send", to: referee)
    let call = try await referee.expectCall(Method.sendDataPackage, from: client)
    let request = try await call.expectMessage(
      SinglePackage.self, "the request of send"
    ).message
    try expect("tag_value of send", request.tagValue.count, equals: 1)
    var package = UploadPackage()
    package.trackingGuid = request.trackingGuid
    package.telemetryGuid = request.telemetryGuid
    package.tagName = request.tagName
    package.tagValue = request.tagValue[0]
    let arrived = Arrived(message: package, time: stage.transcript.now)
    let sent = SentPackages(packages: [arrived], halfClose: .zero, origin: stage.origin)
    var seen: Set<String> = []
    try sent.expectFields(freshAfter: &seen)
    let count = Int32(stage.random.number(100...99_999))
    try await call.answer(count: count)
    try await client.expectCount(count)
  }
}

extension Program {
  /// The client's exit, with this count on stdout and nothing else.
  fileprivate func expectCount(_ count: Int32) async throws {
    try await expectExit(0, after: .goodEnd)
    let lines = allLines(.stdout).map(\.text)
    try expect(
      lines == ["\(count)"], "\(count) on stdout, as the server has answered, and nothing else",
      received: lines.isEmpty ? "nothing" : quoted(lines.joined(separator: "\n")),
      try: "Print data_package_count of the answer, not what you have sent, alone on its line.")
  }
}
