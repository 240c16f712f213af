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
    var readers: [HubReader] = []
    // A connection may be limited to 100 streams.
    let clients = [try await server.connect(), try await server.connect()]
    for client in clients {
      for _ in 1...60 { readers.append(try await client.hubReader(log.tag)) }
    }
    readers = try await client.expectBegun(readers, &log)
    try await server.expectIdle(
      "while 120 subscribers wait for a package",
      try: "Let a package wake its subscribers: who looks again and again takes time, also if it "
        + "sleeps in between.")
    for reader in readers { try await reader.call.reset() }
    for client in clients { try await client.ping() }
  }

  /// Publishing takes as long after 1,000 subscribers have come and gone, and memory has not grown.
  func expectFlatCrowd() async throws {
    let before = min(try await burst(), try await burst())
    try await HubCrowd(server: server, tag: tag).comeAndGo(waves: 1...4)
    let memory = try await peakMemory()
    try await HubCrowd(server: server, tag: tag).comeAndGo(waves: 5...10)
    let after = min(try await burst(), try await burst())
    // What malloc and the transport keep is a few MiB; 600 queues of 1,000 packages would be 100.
    let growth = (try await peakMemory() - memory) >> 20
    try expect(
      growth <= 16,
      "at most 16 MiB more memory for 600 subscribers who come and go, and 100,000 packages",
      received: "\(growth) MiB", try: Self.leave)
    try expect(
      after < before * 3 + .milliseconds(100),
      "as much work for 50,000 packages as before 1,000 subscribers came and went: "
        + readable(before),
      received: readable(after), try: Self.leave)
  }

  private static let leave =
    "Take a subscriber out of the hub on every way out of its method: that is what `defer` is for."

  /// A million packages of one tag.
  func expectFlatLog() async throws {
    var memory = 0
    for round in 1...20 {
      try await burst()
      if round == 5 { memory = try await peakMemory() }
    }
    let growth = (try await peakMemory() - memory) >> 20
    try expect(
      growth <= 8, "at most 8 MiB more memory in the server for 750,000 packages of a tag",
      received: "\(growth) MiB", try: "Forget the oldest package when the 1,001st comes.")
  }

  /// Many tags, each with one package, beside one that is read and one that is used now and then.
  ///
  /// - Returns: The reader.
  func expectFlatTags() async throws -> HubReader {
    var (read, used) = (HubLog("\(tag) read"), HubLog("\(tag) used"))
    var reader = try await client.begunReader(&read)
    var memory = 0
    let forgotten = "\(tag) 1 1"
    var hubOfForgotten = ""
    var package = UploadPackage.fresh()
    for thousand in 1...59 {
      var octets = try used.package().framed()
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
    var late = try await client.hubReader(used.tag, after: used.last - 1)
    try await late.expectRest(of: used, try: "Forget the tags that were used least, and no others.")
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
    var reader = try await client.hubReader(forgotten, of: freshGUID(), beginsAnew: true)
    _ = try await reader.package("the package of \(quoted(forgotten)), which has come again")
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
          + "something of a subscriber that has left?"
        : "Numbers that begin anew are told from the old ones by another hub_guid.")
    try await reader.expectRest(of: log)
  }

  /// Sends 50,000 packages of the tag in one request.
  ///
  /// - Returns: The processor time that the server took for them.
  @discardableResult
  private func burst() async throws -> Duration {
    var single = SinglePackage.fresh(values: Array(repeating: "1", count: 50_000))
    single.tagName = tag
    let before = try await server.processorTime()
    _ = try await client.send(single).expectAnswer("an answer to a request with 50,000 values")
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
