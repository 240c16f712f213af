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
    try await expectEarlyAnswer(stage, referee)
    try await expectSend(stage, referee)
  }

  /// A server may answer before it has all packages.
  private static func expectEarlyAnswer(_ stage: Stage, _ referee: RefereeServer) async throws {
    let client = try await stage.client(
      "send-stream", "--count", "3", "--interval", "\(stage.random.number(66...90))s", to: referee)
    let call = try await referee.expectCall(Method.sendDataPackagesStream, from: client)
    _ = try await call.expectMessage(UploadPackage.self, "package 1 of 3")
    try await call.answer(count: 1)
    try await client.expectCount(1)
  }

  /// What send sends is new in each run.
  private static func expectSend(_ stage: Stage, _ referee: RefereeServer) async throws {
    var seen: Set<String> = []
    var (all, least): ([Int64], Duration) = ([], .seconds(60))
    // One package may be late on its way, but not each.
    let (machine, soon) = (Lateness(), Patience.scaled(.milliseconds(30)))
    for run in 1...8 where run <= 3 || least > soon {
      let client = try await stage.client(
        "send", to: referee, environment: try FarZone.environment())
      let call = try await referee.expectCall(Method.sendDataPackage, from: client)
      let request = try await call.expectMessage(SinglePackage.self, "the request of send")
      try expect("tag_value of send", request.message.tagValue.count, equals: 1)
      let package = UploadPackage(request.message)
      let sent = SentPackages(
        packages: [Arrived(message: package, time: request.time)], halfClose: .zero,
        origin: stage.origin)
      try sent.expectFields(freshAfter: &seen)
      let ticks = Ticks.parse(package.tagValue) ?? 0
      all.append(ticks)
      least = min(least, PackageAge(of: ticks, arrivedAt: request.time, stage.transcript).least)
      let count = Int32(stage.random.number(100...99_999))
      try await call.answer(count: count)
      try await client.expectCount(count)
    }
    try TicksOnWire.expectFine(all)
    try expect(
      least <= soon + machine.end(), "send to send the ticks of the moment",
      received: "ticks that are \(readable(least)) old or more, each time")
  }
}

extension UploadPackage {
  /// A single package with one value, as one of a stream.
  fileprivate init(_ package: SinglePackage) {
    self.init()
    trackingGuid = package.trackingGuid
    telemetryGuid = package.telemetryGuid
    tagName = package.tagName
    tagValue = package.tagValue.first ?? ""
  }
}

extension Program {
  /// The client's exit, with this count on stdout and nothing else.
  func expectCount(_ count: Int32) async throws {
    try await expectExit(0, after: .goodEnd)
    let lines = allLines(.stdout).map(\.text)
    try expect(
      lines == ["\(count)"], "\(count) on stdout, as the server has answered, and nothing else",
      received: lines.isEmpty ? "nothing" : quoted(lines.joined(separator: "\n")),
      try: "Print data_package_count of the answer, not what you have sent, alone on its line.")
  }
}
