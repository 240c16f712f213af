internal import DataHubMessages
internal import Referee

extension Check {
  static let comesBack = Check(
    "8.2", "subscribe comes back to a lost server, behind what it has",
    requirement: """
      When the connection is lost, or the call ends with UNAVAILABLE, subscribe calls again, with the \
      hub_guid and the number of the last message (or what --after says, where none has come), so that \
      each package is printed once, and in order. It says once on stderr that it lost the server, and \
      once that it is back.
      """,
    step: 2, takes: .milliseconds(1200)
  ) { stage in
    try await withThrowingTaskGroup(of: Void.self) { group in
      for loss in Loss.allCases {
        group.addTask { try await expectReturn(after: loss, stage) }
      }
      try await group.waitForAll()
    }
  }

  private static func expectReturn(after loss: Loss, _ stage: Stage) async throws {
    let referee = try await stage.referee()
    let (tag, after) = (stage.random.tag(), stage.random.number(20...90))
    let client = try await stage.client(
      "subscribe", "--patience", "20s", "--tag-name", tag, "--after", "\(after)", to: referee)
    let callAgain = "Call again when the error is UNAVAILABLE."
    var hub = try await referee.expectSubscription(from: client)
    try await hub.call.ping()
    try await loss.happen(to: hub.call, stage.transcript)
    hub = try await referee.expectSubscription(from: client, try: callAgain)
    try hub.expectRequest(
      after: Int64(after), of: "", try: "Before the first message, ask for what --after says again."
    )
    var (number, lines) = (Int64(after), [String]())
    number += 1
    lines.append(try await hub.sendPackage(number))
    try await client.expectPrinted(lines[0])
    try await client.expectErrors(2, "a line on stderr that the server is back")
    let goOn = "Keep hub_guid and number of each message, of a sign of life as well."
    for sends in [[false], [true, true], [true, false]] {
      for isPackage in sends {
        number += 1
        if isPackage { lines.append(try await hub.sendPackage(number)) }
        if !isPackage { try await hub.sendSign(number) }
      }
      for line in lines.suffix(sends.count(where: \.self)) { try await client.expectPrinted(line) }
      try await hub.call.ping()
      let said = client.allLines(.stderr).count
      // Lost three times, and it has been lost once.
      for _ in 1...3 {
        try await loss.happen(to: hub.call, stage.transcript)
        hub = try await referee.expectSubscription(
          from: client, hub: hub.hubGuid, try: callAgain)
        try hub.expectRequest(after: number, of: hub.hubGuid, try: goOn)
        try expectBytes("a request with tag_name", hub.request.tagName, equal: tag)
        try await client.expectErrors(said + 1, "one line on stderr that the server is lost")
      }
      number += 1
      lines.append(try await hub.sendPackage(number))
      try await client.expectPrinted(lines.last ?? "")
      try await client.expectErrors(said + 2, "one line on stderr that the server is back")
    }
    try await hub.call.finish()
    try await client.expectExit(0, after: .streamEnd)
    try client.expectNothingBut(lines)
  }
}
