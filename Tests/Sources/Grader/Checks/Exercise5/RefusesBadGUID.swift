internal import DataHubMessages
internal import Referee

extension Check {
  static let refusesBadGUID = Check(
    "5.4", "a subscription or a single package with a bad GUID is refused",
    requirement: """
      A tracking_guid that is no UUID ends GetDataPackagesStream and SendDataPackage with \
      INVALID_ARGUMENT, whose message names the field, and without an answer. A UUID is taken in \
      upper and lower case, and of any version, whatever the tag and the values are; each package \
      has an answer of its own.
      """,
    step: 3, takes: .milliseconds(800), timeLimit: .seconds(40)
  ) { stage in
    let server = try await stage.server()
    let client = try await server.connect()
    for bad in GUIDClass.bad() {
      try await client.subscriber(guid: bad.text).call.expectRefusal(
        of: bad, in: "a subscription",
        try: "Check the GUID before the first write, and throw an RPCError.")
      for values in [["1"], [], ["1", "2"]] {
        try await client.send(.fresh(guid: bad.text, values: values)).expectRefusal(
          of: bad, in: "SendDataPackage with \(counted(values.count, "value"))",
          try: "Check the GUID with GUID.isValid before anything else, as Start does.")
      }
    }
    for good in GUIDClass.good() {
      let subscriber = try await client.subscriber(guid: good.text)
      _ = try await subscriber.package("a package for \(good)")
      try await subscriber.call.reset()

      try await expectTaken(.fresh(guid: good.text, values: ["1"]), "\(good)", client)
    }
    try await expectNoPlaceTaken(client)
    try await expectOwnAnswers([client, try await server.connect(), try await server.connect()])
    for (kind, text) in PackageClass.texts() {
      var package = SinglePackage.fresh(values: [text, "1"])
      try await expectTaken(package, "\(kind) tag_value", client)
      (package.tagName, package.tagValue) = (text, [])
      try await expectTaken(package, "\(kind) tag_name, and no value", client)
      package.telemetryGuid = text
      try await expectTaken(package, "\(kind) telemetry_guid", client)
    }
  }

  /// Who was refused has left: others get in afterwards, however many were.
  private static func expectNoPlaceTaken(_ client: RefereeClient) async throws {
    let hint = "What a call takes, it takes behind the guard, and gives back on every way out."
    for _ in 1...21 {
      var refused: [RefereeCall] = []
      for _ in 1...50 { refused.append(try await client.subscriber(guid: "none").call) }
      for call in refused {
        try await call.expectStatus(
          .invalidArgument, "INVALID_ARGUMENT for each of 1,050 subscriptions with a bad GUID",
          try: hint)
      }
    }
    let subscriber = try await client.subscriber()
    _ = try await subscriber.package(
      "a package, after 1,050 subscriptions were refused", try: hint)
    try await subscriber.call.reset()
  }

  /// Many at once, so that the server is amid one when the next one comes.
  private static func expectOwnAnswers(_ clients: [RefereeClient]) async throws {
    for _ in 1...4 {
      var calls: [(package: SinglePackage, call: RefereeCall)] = []
      for number in 0..<240 {
        let package = SinglePackage.fresh(values: ["1"])
        calls.append((package, try await clients[number % clients.count].send(package)))
      }
      for (package, call) in calls {
        let answer = try await call.expectAnswer("an answer to each of 240 single packages at once")
        try expectBytes(
          "an answer with tracking_guid", answer.trackingGuid, equal: package.trackingGuid,
          try: "Keep what belongs to a call in local variables of the method.")
      }
    }
  }

  private static func expectTaken(
    _ package: SinglePackage, _ what: String, _ client: RefereeClient
  ) async throws {
    let answer = try await client.send(package).expectAnswer("an answer to \(what)")
    var expected = UploadAnswer()
    expected.isSuccess = true
    expected.trackingGuid = package.trackingGuid
    expected.dataPackageCount = 1
    try expectWhole("the answer to a single package with \(what)", answer, equals: expected)
  }
}
