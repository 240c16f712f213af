internal import DataHubMessages
internal import Referee

/// Much that goes through a hub, and what of the server's memory and time it takes.
struct HubLoad {
  private let server: ServerOnStage
  private let client: RefereeClient
  private let upload: RefereeCall
  private let tag = SeededRandom.current.tag()

  init(_ server: ServerOnStage) async throws {
    self.server = server
    client = try await server.connect()
    upload = try await client.upload()
  }

  /// Who waits for packages takes no processor time.
  func expectIdleReaders() async throws {
    var log = HubLog()
    var (clients, readers) = ([RefereeClient](), [HubReader]())
    // A connection may be limited to 100 streams.
    for _ in 1...3 {
      let client = try await server.connect()
      for _ in 1...80 { readers.append(try await client.hubReader(log.tag)) }
      clients.append(client)
    }
    readers = try await client.expectBegun(readers, &log)
    try await server.expectIdle(
      "while 240 subscribers wait for a package",
      try: "Let a package wake its subscribers: who looks again and again takes time, also if it "
        + "sleeps in between.")
    let waiting = min(try await burst(), try await burst())
    for reader in readers { try await reader.call.reset() }
    for client in clients { try await client.ping() }
    let alone = min(try await burst(), try await burst())
    try expect(
      waiting < alone * 3 + .milliseconds(100),
      "as much work for 50,000 packages while 240 subscribers wait for those of another tag as "
        + "without them: \(readable(alone))",
      received: readable(waiting), try: "Wake the subscribers of the package's tag, and no others.")
  }

  /// Publishing takes as long after 1,000 subscribers have come and gone, and memory has not grown.
  func expectFlatCrowd() async throws {
    let before = min(try await burst(), try await burst())
    try await HubCrowd(server: server, tag: tag).comeAndGo(waves: 1...4)
    var after = before
    // What malloc and the transport keep is a few MiB; 600 queues of 1,000 packages would be 100.
    let growths = try await server.growths(above: 16 << 20) {
      try await HubCrowd(server: server, tag: tag).comeAndGo(waves: 5...10)
      after = min(try await burst(), try await burst())
    }.map { $0 >> 20 }
    try expect(
      growths.last ?? 0 <= 16,
      "at most 16 MiB more memory for 600 subscribers who come and go, and 100,000 packages",
      received: growths.map { "\($0) MiB" }.joined(separator: ", then "), try: Self.leave)
    try expect(
      after < before * 3 + .milliseconds(100),
      "as much work for 50,000 packages as before 1,000 subscribers came and went: "
        + readable(before),
      received: readable(after), try: Self.leave)
  }

  private static let leave =
    "Take a subscriber out of the hub on every way out of its method: that is what `defer` is for."

  /// A million packages of one tag, of which somebody reads what is kept.
  func expectFlatLog() async throws {
    let (first, reader) = (try await oldest(), try await client.hubReader(tag))
    var memory = 0
    for round in 1...20 {
      try await burst()
      try await reader.call.skipAll(until: .milliseconds(20))
      if round == 5 { memory = try await peakMemory() }
    }
    let growth = (try await peakMemory() - memory) >> 20
    try await reader.call.reset()
    try expect(
      growth <= 8, "at most 8 MiB more memory in the server for 750,000 packages of a tag",
      received: "\(growth) MiB",
      try:
        "Forget the oldest package when the 1,001st comes, and keep nothing of one that was sent.")
    try await burst(of: Self.many)
    try expect(
      "the oldest of 1,000 packages kept, when \(1_000_000 + Self.many) more had come, as number",
      try await oldest(), equals: first + Int64(1_000_000 + Self.many),
      try: "A single request has a tag_value for each package that comes out, however many.")
  }

  /// More than 16 bits count.
  private static let many = 66_000

  /// The number of the oldest package that is kept of the tag.
  private func oldest() async throws -> Int64 {
    var reader = try await client.hubReader(tag, of: freshGUID(), beginsAnew: true)
    let message = try await reader.package(
      "the oldest package kept, for who comes from another hub",
      try: "Begin with what is kept, which is step 4: then come back to this check.")
    try await reader.call.reset()
    return message.number
  }

  /// Many tags, each with one package, beside one that is read, one that is awaited, and two that are used
  /// now and then, of which one has a full log.
  ///
  /// - Returns: The reader.
  func expectFlatTags() async throws -> HubReader {
    var (read, used) = (HubLog("\(tag) read"), HubLog("\(tag) used"))
    var reader = try await client.begunReader(&read)
    // It has begun long before the tag's first package comes, behind all the others.
    var awaited = HubLog("\(tag) awaited")
    let waiting = try await client.hubReader(awaited.tag)
    // Its log is full, and so its oldest package makes room for each one that comes.
    var full = HubLog("\(tag) full")
    try await send(full.packages(1_050).reduce(into: []) { $0 += try $1.framed() })
    let hubOfFull = try await hub(of: full)
    var memory = 0
    let forgotten = "\(tag) 1 1"
    var hubOfForgotten = ""
    var package = UploadPackage.fresh()
    for thousand in 1...59 {
      var octets = try used.package().framed() + full.package().framed()
      for number in 1...1_000 {
        package.tagName = "\(tag) \(thousand) \(number)"
        octets += try package.framed()
      }
      try await send(octets)
      if thousand == 11 { memory = try await peakMemory() }
      // It is forgotten twice: that the second time shows is no matter of how the server began.
      if thousand == 30 { hubOfForgotten = try await hub(ofNew: forgotten) }
    }
    // Who keeps them all has 28 MiB more; what is freed and taken again leaves gaps, of up to 8.
    let growth = (try await peakMemory() - memory) >> 20
    try expect(
      growth <= 16, "at most 16 MiB more memory in the server for 48,000 tags, after 11,000",
      received: "\(growth) MiB",
      try: "Keep 10,000 tags: when another one comes, forget one that nobody reads.")
    try await client.put(read.package())
    try await reader.expectRest(of: read, try: "A tag that somebody reads is not forgotten.")
    _ = try await client.expectBegun(
      [waiting], &awaited,
      try: "A tag that somebody reads is not forgotten, nor one of which no package has come yet.")
    var late = try await client.hubReader(used.tag, after: used.last - 1)
    try await late.expectRest(of: used, try: "Forget the tags that were used least, and no others.")
    var back = try await client.hubReader(full.tag, after: full.last - 1, of: hubOfFull)
    do {
      try await back.expectRest(of: full)
    } catch var failure as CheckFailure {
      failure.hint =
        "A tag is used whenever a package comes, and its log keeps its own hub_guid when others are "
        + "forgotten: compare with that one."
      throw failure
    }
    // The 8,000 behind it are fewer than 10,000 by more than a hub forgets at a time.
    let kept = "\(tag) 52 1"
    var behind = try await client.hubReader(kept, of: freshGUID(), beginsAnew: true)
    let message = try await behind.package(
      "the package of \(quoted(kept)), behind whose tag about 8,000 others came",
      try: "Keep 10,000 tags, of those that nobody reads the ones that were used last.")
    try expect("the package with number", message.number, equals: 1)
    try await expectNewNumbers(forgotten, not: hubOfForgotten)
    return reader
  }

  /// Puts one package into a tag that is not there, and asks who counts it.
  private func hub(ofNew forgotten: String) async throws -> String {
    var log = HubLog(forgotten)
    try await client.put(log.package())
    let hub = try await hub(of: log)
    // Of one that was refused nothing remains either.
    let bad = try await client.hubReader(forgotten, after: -1)
    try await bad.call.expectStatus(.invalidArgument, "INVALID_ARGUMENT for after -1")
    return hub
  }

  /// Who counts the packages of a tag.
  private func hub(of log: HubLog) async throws -> String {
    var reader = try await client.hubReader(log.tag, of: freshGUID(), beginsAnew: true)
    _ = try await reader.package("the oldest package kept of \(quoted(log.tag))")
    try await reader.call.reset()
    return reader.hubGuid
  }

  /// Comes back to a tag that was forgotten with one package, and that two have come in of since then.
  private func expectNewNumbers(_ forgotten: String, not hub: String) async throws {
    var log = HubLog(forgotten)
    for _ in 1...2 { try await client.put(log.package()) }
    var reader = try await client.hubReader(log.tag, after: 1, of: hub, beginsAnew: true)
    let first = try await reader.package("the first package of a tag that was forgotten before")
    try expect(
      "behind 1 of a tag that was forgotten, the oldest package that came in since as number",
      first.number, equals: 1,
      try: first.package == log.packages[0]
        ? "This tag was not forgotten, though nobody reads it any more: does the hub still keep "
          + "something of a subscriber that has left, or that was refused?"
        : "Numbers that begin anew are told from the old ones by another hub_guid.")
    try await reader.expectRest(of: log)
  }

  /// Sends packages of the tag in one request.
  ///
  /// - Returns: The processor time that the server took for them.
  @discardableResult
  private func burst(of count: Int = 50_000) async throws -> Duration {
    var single = SinglePackage.fresh(values: Array(repeating: "1", count: count))
    single.tagName = tag
    let before = try await server.processorTime()
    let call = try await client.send(single)
    // However slowly: how much work it is, is compared.
    _ = try await call.expectMessage(
      UploadAnswer.self, "an answer to a request with \(count) values", within: Patience.cap * 4)
    try await call.expectStatus(.ok)
    return try await server.processorTime() - before
  }

  private func send(_ octets: [UInt8]) async throws {
    try await upload.send(bytes: octets)
    try expect(
      try await upload.drained(), "the server to read an upload on",
      received: upload.ended.map { "\($0)" } ?? "no reading for \(readable(Patience.cap))",
      try: """
        Forget many tags at a time, such as a tenth: to look for the least used one at each new \
        tag takes longer than all the rest.
        """)
  }

  private func peakMemory() async throws -> Int {
    try await server.program.measured("peak memory", \.peakMemory)
  }
}
