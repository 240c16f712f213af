internal import DataHubMessages
internal import Referee

extension Check {
  static let goesOnBehind = Check(
    "7.6", "with after, the kept packages come, then the new ones",
    requirement: """
      A subscription with `after` begins behind that number: with what is still kept, then with what \
      comes in, each package once and in order, also while packages come in all the time. An after of \
      0 without a hub_guid means from now on. With the hub_guid of another hub it begins with the \
      oldest package kept, missed 0. An after below 0 or ahead of the log, and a GUID that is none, is \
      INVALID_ARGUMENT; the message names the field.
      """,
    step: 4,
    hint: """
      What is kept and what comes are read in the same way: the package behind the place, under the \
      lock that publishing takes.
      """,
    company: .few, takes: .milliseconds(1500), timeLimit: .seconds(30)
  ) { stage in
    let server = try await stage.server(interval: stage.random.long())
    let client = try await server.connect()
    var log = HubLog()
    let first = try await client.begunReader(&log)
    try await expectRefusals(client, first, log)
    try await expectPlaces(client, first.hubGuid, &log)
    try await expectNoGap(server, first, &log, stage.random)

    // More than is kept.
    for _ in 1...2 { _ = try await client.upload(log.packages(500)).expectAnswer("an answer") }
    var behind = try await client.hubReader(log.tag, after: 2, of: first.hubGuid.uppercased())
    let oldest = try await behind.package("the oldest package kept, behind 2")
    try expect(
      "behind 2, the oldest of 1,000 packages as number", oldest.number, equals: log.last - 999)
    try await behind.expectRest(of: log)
    var fromStart = try await client.hubReader(log.tag, of: first.hubGuid)
    _ = try await fromStart.package("the oldest package kept, behind 0 of this hub")
    try await fromStart.expectRest(of: log)
    try await expectOldest(client, log)
    try await expectFirst(client)
  }

  /// Comes from another hub, where this one has nothing yet: the oldest package is the first that comes in.
  private static func expectFirst(_ client: RefereeClient) async throws {
    var logs = (1...8).map { _ in HubLog() }
    var others: [HubReader] = []
    for log in logs {
      others.append(
        try await client.hubReader(log.tag, after: 7, of: freshGUID(), beginsAnew: true))
    }
    // Who comes later was looked at: most of those before are waiting when the first package comes in.
    let last = try await client.hubReader(logs[0].tag, after: -1)
    try await last.call.expectStatus(.invalidArgument, "INVALID_ARGUMENT for after -1")
    for index in logs.indices {
      for _ in 1...10 { try await client.put(logs[index].package()) }
      try await others[index].expectRest(of: logs[index])
      try expect(
        "of a tag that is new, for who comes from another hub, the first package with number",
        others[index].first ?? 0, equals: 1,
        try: "The place of another hub is none here: begin before the oldest package that is kept.")
    }
  }

  /// Comes from hubs of every kind of GUID, which counted less, as much, or more.
  private static func expectOldest(_ client: RefereeClient, _ log: HubLog) async throws {
    let places: [Int64] = [0, 1, log.last + 7, .max]
    for (index, hub) in GUIDClass.good().enumerated() {
      let place = places[index % places.count]
      var other = try await client.hubReader(
        log.tag, after: place, of: hub.text, beginsAnew: true)
      let begin = try await other.package(
        "the oldest package kept, for who comes from another hub, whose GUID is \(hub.name)"
          + (place == .max ? ", with the largest number as after" : ""))
      try expect("the oldest package with number", begin.number, equals: log.last - 999)
      if index < places.count { try await other.expectRest(of: log) }
      try await other.call.reset()
    }
  }

  /// Each way to say where to begin, in a log of a few packages: from a place on that is the first one,
  /// one between, or that of who has them all; and from now on.
  private static func expectPlaces(
    _ client: RefereeClient, _ hub: String, _ log: inout HubLog
  ) async throws {
    for _ in 1...4 { try await client.put(log.package()) }
    var readers: [(what: String, reader: HubReader, first: Int64)] = []
    let places: [(after: Int64, hub: String)] = [
      (0, hub), (1, hub), (1, ""), (log.last - 1, hub), (log.last - 1, ""), (log.last, hub),
      (log.last, ""),
    ]
    for ((after, hub), guid) in zip(places, GUIDClass.good().suffix(places.count)) {
      readers.append(
        (
          "after \(after) \(hub.isEmpty ? "without a hub_guid" : "of this hub")",
          try await client.hubReader(log.tag, after: after, of: hub, guid: guid.text), after + 1
        ))
    }
    // Who comes later was looked at: those before are at their places when more comes in.
    for _ in 1...2 {
      let bad = try await client.hubReader(log.tag, after: -1)
      _ = try await bad.call.expectStatus(.invalidArgument, "INVALID_ARGUMENT for after -1")
    }
    let behind = log.last
    var late = try await client.expectBegun([try await client.hubReader(log.tag)], &log)[0]
    try expect(
      late.first ?? 0 > behind,
      "who asks with after 0 and no hub_guid to get what comes in from now on",
      received: "package \(late.first ?? 0) of \(behind) that had come in",
      try: "From now on is the place of the latest package.")
    for (what, reader, first) in readers {
      var reader = reader
      let message = try await reader.package("package \(first) for who comes with \(what)")
      try expect(
        "for who comes with \(what), first the package with number", message.number, equals: first,
        try: first == 1
          ? "With this hub's GUID, 0 is a place as well: that before package 1." : nil)
      try await reader.expectRest(of: log)
      try await reader.call.reset()
    }
    try await late.expectRest(of: log)
    try await late.call.reset()
  }

  /// Subscribes again and again, from anywhere in the log, while an exchange goes on: its answers tell
  /// what is in the log.
  private static func expectNoGap(
    _ server: ServerOnStage, _ first: HubReader, _ log: inout HubLog, _ random: SeededRandom
  ) async throws {
    let exchange = try await server.connect().exchange()
    let client = try await server.connect()
    var readers: [HubReader] = []
    for round in 1...100 {
      let last = Int(log.last)
      try await exchange.send(contentsOf: log.packages(5))
      // It has much to read that is kept, while the next rounds come in.
      if round % 5 == 0 {
        let hub = round % 2 == 0 ? first.hubGuid : ""
        let place = Int64(random.number(1...last / 2))
        readers.append(try await client.hubReader(log.tag, after: place, of: hub))
      }
      for _ in 1...5 {
        _ = try await exchange.expectMessage(UploadAnswer.self, "an answer to each package")
      }
    }
    for index in readers.indices { try await readers[index].expectRest(of: log) }
    for reader in readers { try await reader.call.reset() }
    try await exchange.reset()
  }

  private static func expectRefusals(
    _ client: RefereeClient, _ reader: HubReader, _ log: HubLog
  ) async throws {
    let hub = reader.hubGuid
    var refusals: [(field: String, what: String, call: HubReader)] = []
    for (place, bad) in GUIDClass.bad().enumerated() {
      let (tag, after) = (log.tag, Int64(place % 2))
      refusals.append(
        ("tracking_guid", "(\(bad.name))", try await client.hubReader(tag, guid: bad.text)))
      if bad.text.isEmpty { continue }
      refusals.append(
        ("hub_guid", "(\(bad.name))", try await client.hubReader(tag, after: after, of: bad.text)))
    }
    refusals += [
      ("after", "-1", try await client.hubReader(log.tag, after: -1)),
      ("after", "-1 of this hub", try await client.hubReader(log.tag, after: -1, of: hub)),
      (
        "after", "-1 of another hub",
        try await client.hubReader(log.tag, after: -1, of: freshGUID())
      ),
      ("after", "ahead of the log", try await client.hubReader(log.tag, after: log.last + 1)),
      (
        "after", "ahead of the log of this hub",
        try await client.hubReader(log.tag, after: .max, of: hub)
      ),
      ("after", "1 of a tag that is new", try await client.hubReader("\(log.tag)?", after: 1)),
    ]
    for (field, what, reader) in refusals {
      let expected = "INVALID_ARGUMENT for \(field) \(what)"
      let status = try await reader.call.expectStatus(
        .invalidArgument, expected,
        try: field == "after"
          ? "Compare after with 0, and with the number of the tag's last package, and throw an RPCError "
            + "with the code invalidArgument."
          : "Look at both GUIDs of the request before anything else: GUID.isValid. A hub_guid may also "
            + "be empty.")
      try expect(
        status.message.contains(field), "a status message that names \(field)",
        received: quoted(status.message), try: "Say in the RPCError's message which field is bad.")
    }
  }
}
