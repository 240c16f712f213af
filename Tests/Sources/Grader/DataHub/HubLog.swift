internal import DataHubMessages
internal import Referee

/// What went in under a tag, in the order in which it went in: the hub's numbers count from 1.
struct HubLog: Sendable {
  let tag: String
  private(set) var packages: [UploadPackage] = []

  init(_ tag: String = SeededRandom.current.tag()) { self.tag = tag }

  var last: Int64 { Int64(packages.count) }

  /// A fresh package of the tag, which is about to go in.
  mutating func package(value: String? = nil, telemetryGuid: String? = nil) -> UploadPackage {
    var package = UploadPackage.fresh(guid: mixedGUID(), tag: tag)
    if let value { package.tagValue = value }
    if let telemetryGuid { package.telemetryGuid = telemetryGuid }
    packages.append(package)
    return package
  }

  /// The last package once more: it is about to go in a second time.
  mutating func again() -> UploadPackage {
    guard let last = packages.last else { return package() }
    packages.append(last)
    return last
  }

  /// Of a request with many values, one of them has a package of its own.
  mutating func add(_ single: SinglePackage, value: Int) {
    var package = UploadPackage()
    package.trackingGuid = single.trackingGuid
    package.telemetryGuid = single.telemetryGuid
    package.tagName = single.tagName
    package.tagValue = single.tagValue[value]
    packages.append(package)
  }

  /// The order in which the last ones have come out, where several uploads sent them.
  mutating func replaceLast(_ order: [UploadPackage]) {
    packages.replaceSubrange(packages.count - order.count..<packages.count, with: order)
  }

  mutating func packages(_ count: Int) -> [UploadPackage] { (0..<count).map { _ in package() } }

  /// Throws unless a message is the package that has its number, in every field.
  func expectOwn(_ message: HubMessage) throws(CheckFailure) {
    let number = message.number
    guard number >= 1, number <= last else {
      throw CheckFailure(
        expected: "numbers from 1 to \(last) of \(quoted(tag)), "
          + "where \(counted(last, "package")) went in",
        received: "number \(number)",
        try: number == 0
          ? "Numbers begin with 1." : "Each tag has numbers of its own, which count its packages.")
    }
    let isNewer = packages.dropFirst(Int(number)).contains {
      $0.trackingGuid == message.package.trackingGuid
    }
    try expectSame(
      "package \(number)", message.package, packages[Int(number - 1)],
      another: last - number >= 1_000 && isNewer
        ? """
        Package \(number) has left the log, and a newer one is in its place: go on with the oldest that \
        is kept, and say in missed how many are gone.
        """
        : "Packages are numbered in the order in which they came in, from 1.")
  }

  /// - Parameter hint: One thing to try if it is another package.
  private func expectSame(
    _ what: String, _ received: UploadPackage, _ expected: UploadPackage, another hint: String
  ) throws(CheckFailure) {
    let whole = "Keep the package as it came in, and hand it on whole."
    try expectBytes(
      "\(what) with tag_name", received.tagName, equal: expected.tagName,
      try: "Each tag has a log of its own.")
    try expectBytes(
      "\(what) with tracking_guid", received.trackingGuid, equal: expected.trackingGuid,
      try: isUUID(received.trackingGuid)
        ? hint
        : "Publish a package behind the check of its GUID: what is refused does not come out.")
    try expectBytes(
      "\(what) with telemetry_guid", received.telemetryGuid, equal: expected.telemetryGuid,
      try: whole)
    try expectBytes(
      "\(what) with tag_value", received.tagValue, equal: expected.tagValue, try: whole)
  }
}

extension HubReader {
  /// Reads until it has the log's last package: the next ones, each once and in order, none missed.
  mutating func expectRest(
    of log: HubLog, within cap: Duration = Patience.cap, try hint: String? = nil
  ) async throws {
    while (place ?? 0) < log.last {
      let expected = "package \(place.map { "\($0 + 1)" } ?? "1") of \(log.last) that went in"
      let message = try await package(expected, within: cap, try: hint)
      do {
        try expect(
          message.missed == 0, "\(expected), and none missed", received: "missed \(message.missed)",
          try: "missed tells of packages that left the log before they were read: here none did.")
        try log.expectOwn(message)
      } catch {
        throw error.about(call)
      }
    }
  }
}

extension RefereeClient {
  /// Sends one package by itself.
  func put(_ package: UploadPackage) async throws {
    var single = SinglePackage()
    single.trackingGuid = package.trackingGuid
    single.telemetryGuid = package.telemetryGuid
    single.tagName = package.tagName
    single.tagValue = [package.tagValue]
    _ = try await send(single).expectAnswer("an answer to a single package")
  }

  /// Sends packages by themselves until each reader has got one: from then on each of them gets all.
  /// A subscription begins some time after its request was sent, and nothing tells when.
  ///
  /// - Parameter hint: One thing to try if a reader gets none.
  func expectBegun(
    _ readers: [HubReader], _ log: inout HubLog,
    try hint: String? = nil
  ) async throws -> [HubReader] {
    var readers = readers
    let deadline = ContinuousClock.now + Patience.cap
    var wait = Duration.milliseconds(20)
    while let first = readers.firstIndex(where: { $0.place == nil }) {
      try await put(log.package())
      var left = wait
      for index in readers.indices.suffix(from: first) where readers[index].place == nil {
        let arrived = try await readers[index].nextPackage(within: left)
        if let message = arrived?.message { try log.expectOwn(message) } else { left = .zero }
      }
      wait = wait * 1.5
      if deadline > .now { continue }
      let silent = readers.first { $0.place == nil } ?? readers[first]
      throw silent.call.failure(
        "a package that goes in to come out",
        "nothing, though \(counted(log.last, "package")) of \(quoted(log.tag)) went in",
        hint ?? "Ingest publishes each good package, and subscribers of its tag are woken.")
    }
    for index in readers.indices { try await readers[index].expectRest(of: log, try: hint) }
    return readers
  }

  /// Subscribes to the log's tag, and waits until the subscription has begun.
  func begunReader(_ log: inout HubLog) async throws -> HubReader {
    try await expectBegun([try await hubReader(log.tag)], &log)[0]
  }
}
