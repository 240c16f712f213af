internal import DataHubMessages
internal import Foundation
internal import Referee

extension Check {
  static let printsEachPackage = Check(
    "8.1", "subscribe prints each package as it comes",
    requirement: """
      subscribe asks for --tag-name behind --after, with no hub_guid and a fresh UUID. For each package \
      `<number> <tag_value>` is on stdout before the next one is needed, and `missed <n>` on stderr \
      where n is not 0; nothing for a sign of life. Packages come by the thousand, and none is kept. A \
      stream that ends with OK makes it exit with 0.
      """,
    step: 1, takes: .seconds(1), timeLimit: .seconds(60)
  ) { stage in
    async let many: Void = expectFlat(stage)
    let referee = try await stage.referee()
    let usual = try await stage.client("subscribe", to: referee)
    let first = try await expectPrinted(usual, referee, "SomeTagName", after: 0)
    // More than 32 bits hold.
    let (tag, after) = (" \(stage.random.tag()) 温度", 5_000_000_000 + stage.random.number(1...999))
    let told = try await stage.client(
      "subscribe", "--tag-name", tag, "--after", "\(after)", to: referee)
    let second = try await expectPrinted(told, referee, tag, after: Int64(after))
    try expect(
      first != second, "another tracking_guid in each run", received: "\(quoted(first)) twice",
      try: "Make a fresh UUID for the request: GUID.random().")
    try await many
  }

  /// Many packages of one call: each is printed, in order, and none is kept. Their long tag tells who
  /// keeps them from who sets a clock for each, which stays for as long as the patience.
  private static func expectFlat(_ stage: Stage) async throws {
    let referee = try await stage.referee()
    let tag = String(repeating: stage.random.tag(), count: 100)
    let client = try await stage.client(
      "subscribe", "--tag-name", tag, "--patience", "30s", to: referee)
    let hub = try await referee.expectSubscription(from: client)
    var memory = 0
    for thousand in Int64(0)..<20 {
      let numbers = thousand * 1_000 + 1...thousand * 1_000 + 1_000
      for line in try await hub.sendPackages(numbers) {
        try await client.expectPrinted(line, by: hub.call)
      }
      if thousand == 9 { memory = try await client.measured("peak memory", \.peakMemory) }
    }
    let growth = (try await client.measured("peak memory", \.peakMemory) - memory) >> 20
    try expect(
      growth <= 8, "at most 8 MiB more memory in the client for 10,000 packages of a KiB",
      received: "\(growth) MiB", try: "Print a package when it comes, and keep none.")
    client.signal(SIGTERM)
  }

  /// Returns the request's tracking_guid.
  private static func expectPrinted(
    _ client: Program, _ referee: RefereeServer, _ tag: String, after: Int64
  ) async throws -> String {
    let hub = try await referee.expectSubscription(from: client)
    try expectBytes(
      "a request with tag_name", hub.request.tagName, equal: tag, try: "Set tagName as it is.")
    try hub.expectRequest(after: after, of: "")
    var (number, lines, missed): (Int64, [String], [String]) = (after, [], [])
    for value in ["1.5", "", "two  words", "Fühler 温度 🌡", nil] {
      try await hub.sendSign(number)
      let gap: Int64 =
        switch value {
        case nil, "1.5": 0
        case "": 1
        default: Int64(SeededRandom.current.number(2...2_000))
        }
      number += gap + 1
      lines.append(try await hub.sendPackage(number, missed: gap, value: value))
      try await client.expectPrinted(lines.last ?? "", by: hub.call)
      if gap > 0 { missed.append("missed \(gap)") }
    }
    try await hub.call.finish()
    try await client.expectExit(0, after: .streamEnd)
    try client.expectNothingBut(lines)
    let said = client.allLines(.stderr).map(\.text)
    try expect(
      said == missed, "\(missed.map { quoted($0) }.joined(separator: ", ")) on stderr",
      received: said.isEmpty ? "nothing" : said.map { quoted($0) }.joined(separator: ", "),
      try: "Tell of a gap on stderr, before its package is printed, and of nothing else.")
    return hub.request.trackingGuid
  }
}
