internal import DataHubMessages
internal import Foundation
internal import Referee

extension Check {
  static let printsEachPackage = Check(
    "8.1", "subscribe prints each package as it comes",
    requirement: """
      subscribe asks for --tag-name behind --after, with no hub_guid and a fresh UUID. For each package \
      `<number> <tag_value>` is on stdout as soon as it has come, and `missed <n>` on stderr where n is \
      not 0; nothing for a sign of life. Packages come by the thousand, and none is kept. A stream that \
      ends with OK makes it exit with 0, also before a message.
      """,
    step: 1, takes: .seconds(1), timeLimit: .seconds(60)
  ) { stage in
    async let many: Void = expectFlat(stage)
    let referee = try await stage.referee()
    let usual = try await stage.client("subscribe", to: referee)
    let first = try await expectPrinted(stage, usual, referee, "SomeTagName", after: 0)
    // More than 32 bits hold.
    let (tag, after) = (" \(stage.random.tag()) 温度", 5_000_000_000 + stage.random.number(1...999))
    let told = try await stage.client(
      "subscribe", "--tag-name", tag, "--after", "\(after)", to: referee)
    let second = try await expectPrinted(stage, told, referee, tag, after: Int64(after))
    try expect(
      first != second, "another tracking_guid in each run", received: "\(quoted(first)) twice",
      try: "Make a fresh UUID for the request: GUID.random().")
    let empty = try await stage.client("subscribe", "--tag-name", "", to: referee)
    _ = try await expectPrinted(stage, empty, referee, "", after: 0, values: [])
    try await many
  }

  /// Many packages of one call: each is printed, in order, and none is kept. Their long tag tells who
  /// keeps them from who sets a clock for each, which stays for as long as the patience.
  ///
  /// Who begins with now has missed nothing, whatever the first number is.
  private static func expectFlat(_ stage: Stage) async throws {
    let referee = try await stage.referee()
    let tag = String(repeating: stage.random.tag(), count: 100)
    let client = try await stage.client(
      "subscribe", "--tag-name", tag, "--patience", "30s", to: referee)
    let hub = try await referee.expectSubscription(from: client)
    var (memory, last) = (0, Int64(500))
    for thousand in 0..<20 {
      let numbers = last + 1...last + 1_000
      last += 1_000
      for line in try await hub.sendPackages(numbers) {
        try await client.expectPrinted(line, by: hub.call)
      }
      if thousand == 9 { memory = try await client.measured("peak memory", \.peakMemory) }
    }
    let growth = (try await client.measured("peak memory", \.peakMemory) - memory) >> 20
    try expect(
      growth <= 8, "at most 8 MiB more memory in the client for 10,000 packages of a KiB",
      received: "\(growth) MiB", try: "Print a package when it comes, and keep none.")
    try expectNoGap(client)
    client.signal(SIGTERM)
  }

  private static func expectNoGap(_ client: Program) throws(CheckFailure) {
    let gap = client.allLines(.stderr).first { $0.text.hasPrefix("missed") }
    try expect(
      gap == nil, "no gap on stderr, where missed is 0 in each package",
      received: quoted(gap?.text ?? ""),
      try: "Take missed from the message: the numbers may begin anywhere.")
  }

  /// Returns the request's tracking_guid.
  private static func expectPrinted(
    _ stage: Stage, _ client: Program, _ referee: RefereeServer, _ tag: String, after: Int64,
    values: [String?] = ["1.5", "", "", " two  words ", "Fühler 温度 🌡", nil]
  ) async throws -> String {
    let hub = try await referee.expectSubscription(from: client)
    try expectBytes(
      "a request with tag_name", hub.request.tagName, equal: tag, try: "Set tagName as it is.")
    try hub.expectRequest(after: after, of: "")
    var (number, lines, missed): (Int64, [String], [String]) = (after, [], [])
    var delay = PrintDelay()
    for value in values {
      let begin = stage.transcript.now
      try await hub.sendSign(number)
      let gap = gap(before: value)
      number += gap + 1
      lines.append(try await hub.sendPackage(number, missed: gap, value: value))
      try await client.expectPrinted(lines.last ?? "", by: hub.call)
      delay.add(stage.transcript.now - begin)
      if gap > 0 { missed.append("missed \(gap)") }
    }
    try delay.expectSmall()
    try await hub.call.finish()
    try await client.expectExit(0, after: .streamEnd)
    try client.expectNothingBut(lines)
    try expectTold(missed, signs: values.count, by: client)
    return hub.request.trackingGuid
  }

  /// How many packages are missed before the one with this value: of two gaps in a row both are told,
  /// though they are equally long, and of one all digits, though 32 bits do not hold it.
  private static func gap(before value: String?) -> Int64 {
    switch value {
    case nil, "1.5": 0
    case "": 1
    case " two  words ": 5_000_000_000 + Int64(SeededRandom.current.number(2...2_000))
    default: Int64(SeededRandom.current.number(2...2_000))
    }
  }

  /// After the exit: these gaps were told. What the client does may be told as well, at its beginning and
  /// at its end, in fewer lines than there were signs of life.
  private static func expectTold(
    _ missed: [String], signs: Int, by client: Program
  ) throws(CheckFailure) {
    let said = client.allLines(.stderr).map(\.text)
    let gaps = said.filter { $0.hasPrefix("missed") }
    try expect(
      gaps == missed && (signs == 0 || said.count < missed.count + signs),
      missed.isEmpty
        ? "no gap on stderr" : missed.map { quoted($0) }.joined(separator: ", ") + " on stderr",
      received: said.isEmpty ? "nothing" : said.map { quoted($0) }.joined(separator: ", "),
      try: hint(gaps, missed))
  }

  private static func hint(_ gaps: [String], _ missed: [String]) -> String {
    if gaps.count < missed.count, Set(gaps) == Set(missed) {
      return "Tell of each gap, also of one that is as long as the one before it."
    }
    let isCut = zip(gaps, missed).allSatisfy { gap, due in
      gap == due || (due.count > 16 && gap.wholeMatch(of: #/missed -?[0-9]+/#) != nil)
    }
    if gaps != missed, gaps.count == missed.count {
      return isCut
        ? "Tell of missed as it is, in all of its 64 bits."
        : "The line is \"missed\", a space, and the message's missed."
    }
    return "Tell of a gap on stderr, before its package is printed, and of no sign of life."
  }
}
