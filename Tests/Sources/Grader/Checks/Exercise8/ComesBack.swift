internal import DataHubMessages
internal import Foundation
internal import Referee

extension Check {
  static let comesBack = Check(
    "8.2", "subscribe comes back to a lost server, behind what it has",
    requirement: """
      When the connection is lost, or the call ends with UNAVAILABLE, subscribe calls again, with the \
      hub_guid and the number of the last message (or what --after says, where none has come) and a \
      fresh tracking_guid, so that each package is printed once, and in order. It says once on stderr \
      that it lost the server, and once that it is back; where none listens yet, it comes back as well.
      """,
    step: 2, takes: .milliseconds(4500), timeLimit: .seconds(60)
  ) { stage in
    try await withThrowingTaskGroup(of: Void.self) { group in
      for loss in Loss.allCases {
        group.addTask { try await expectReturn(after: loss, stage) }
      }
      try await group.waitForAll()
    }
    async let many: Void = expectManyReturns(stage)
    async let nobody: Void = expectPatienceWithNobody(stage)
    _ = try await (many, nobody)
  }

  private static let callAgain = "Call again when the error is UNAVAILABLE."
  private static let lost = "one word on stderr that the server is lost"
  private static let absent = "one word on stderr that there is no server"
  private static let back = "a word on stderr that the server is back"

  private static func expectReturn(after loss: Loss, _ stage: Stage) async throws {
    let referee = try await stage.referee()
    let (tag, after) = (stage.random.tag(), stage.random.number(20...90))
    let client = try await stage.client(
      "subscribe", "--patience", "20s", "--tag-name", tag, "--after", "\(after)", to: referee)
    var hub = try await referee.expectSubscription(from: client)
    try await hub.call.ping()
    var said = client.errorCount
    try await loss.happen(to: hub.call, stage.transcript)
    hub = try await referee.expectSubscription(from: client, try: callAgain)
    try hub.expectRequest(
      after: Int64(after), of: "", try: "Before the first message, ask for what --after says again."
    )
    try await client.expectWord(behind: said, lost)
    said = client.errorCount
    var (number, lines) = (Int64(after), [String]())
    number += 1
    lines.append(try await hub.sendPackage(number))
    try await client.expectPrinted(lines[0])
    try await client.expectWord(behind: said, back)
    let goOn = "Keep hub_guid and number of each message, of a sign of life as well."
    for sends in [[false], [true, true], [true, false]] {
      for isPackage in sends {
        number += 1
        if isPackage { lines.append(try await hub.sendPackage(number)) }
        if !isPackage { try await hub.sendSign(number) }
      }
      for line in lines.suffix(sends.count(where: \.self)) { try await client.expectPrinted(line) }
      try await hub.call.ping()
      said = client.errorCount
      // Lost three times, in the same way or in others, and it has been lost once.
      let losses = sends == [false] ? [loss, loss, loss] : loss.andOthers
      for (attempt, loss) in losses.enumerated() {
        // Headers alone are no message: who refuses behind them was never back.
        if loss == .unavailable, attempt > 0 { try await hub.call.sendHeaders() }
        try await loss.happen(to: hub.call, stage.transcript)
        let last = hub
        hub = try await referee.expectSubscription(
          from: client, hub: hub.hubGuid, try: callAgain)
        try hub.expectRequest(after: number, of: hub.hubGuid, try: goOn)
        try expectBytes("a request with tag_name", hub.request.tagName, equal: tag)
        try hub.expectFreshGUID(after: last)
        if attempt == 0 {
          try await client.expectWord(behind: said, lost)
          said = client.errorCount
        }
        try client.expectNoWord(
          behind: said, "\(lost), until a message comes, whatever the further losses are")
      }
      // What was missed meanwhile is told by the first package.
      let missed = Int64(sends.count * 7)
      if sends == [false] {
        try await hub.sendSign(number)
        try await client.expectWord(behind: said, back)
        said = client.errorCount
      }
      number += missed + 1
      lines.append(try await hub.sendPackage(number, missed: missed))
      try await client.expectPrinted(lines.last ?? "")
      try await client.expectMissed(missed, behind: said)
      if sends != [false] { try await client.expectWord(behind: said + 1, back) }
    }
    try await hub.call.finish()
    try await client.expectExit(0, after: .streamEnd)
    try client.expectNothingBut(lines)
  }

  /// However often it was lost: what it waits, and whether it comes back, depends on the last time alone.
  private static func expectManyReturns(_ stage: Stage) async throws {
    let referee = try await stage.referee()
    let client = try await stage.client("subscribe", "--patience", "20s", to: referee)
    var hub = try await referee.expectSubscription(from: client)
    for number in Int64(1)...25 {
      try await client.expectPrinted(try await hub.sendPackage(number))
      try await Loss.unavailable.happen(to: hub.call, stage.transcript)
      hub = try await referee.expectSubscription(
        from: client, hub: hub.hubGuid, try: "Nothing counts how often the server was lost before.")
      try hub.expectRequest(after: number, of: hub.hubGuid)
    }
    client.signal(SIGTERM)
  }

  /// A client that is started before its server waits for it, and finds it.
  private static func expectPatienceWithNobody(_ stage: Stage) async throws {
    var server = try LateServer()
    let client = try await stage.client(
      ["subscribe", "--patience", "20s", "--port", "\(server.port)"])
    try await client.expectWord(behind: 0, "a word on stderr that there is no server")
    // It may have told before what it is about to do.
    _ = await client.exit(within: Patience.scaled(.milliseconds(300)))
    let said = client.errorCount
    let exit = await client.exit(within: .milliseconds(700))
    try expect(
      exit == nil, "subscribe to call again where nothing listens",
      received: "it \(exit?.did ?? "")",
      try: callAgain)
    try client.expectNoWord(behind: said, absent)
    try await server.play(on: stage) { try await expectFound($0, by: client) }
    client.signal(SIGTERM)
  }

  /// The server listens now: the client calls when its wait is over, which may be the longest one.
  private static func expectFound(_ referee: RefereeServer, by client: Program) async throws {
    let said = client.errorCount
    let hub = try await referee.expectSubscription(
      from: client, within: LateServer.longestWait + Patience.cap,
      try: LateServer.callUntilThere)
    try hub.expectRequest(after: 0, of: "")
    try client.expectNoWord(behind: said, absent)
    try await hub.sendSign(0)
    try await client.expectWord(behind: said, back)
  }
}

extension Program {
  /// Waits for a line of stderr that tells of a gap.
  fileprivate func expectMissed(_ count: Int64, behind said: Int) async throws {
    while !allLines(.stderr).dropFirst(said).contains(where: { $0.text == "missed \(count)" }) {
      _ = try await expectLine(
        .stderr, "\"missed \(count)\" on stderr, of which the first package after the loss tells",
        missing: "A message may tell that the server is back and of a gap: say both.", gone: nil)
    }
  }
}
