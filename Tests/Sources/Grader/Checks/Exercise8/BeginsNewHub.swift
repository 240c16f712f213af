internal import DataHubMessages
internal import Referee

extension Check {
  static let beginsNewHub = Check(
    "8.6", "another hub is read from its start",
    requirement: """
      A server that was started again has a hub with another GUID and other numbers. subscribe prints \
      what it sends, though the numbers begin anew, and comes back to it with its hub_guid and number, \
      were it 0.
      """,
    step: 5, hint: "The last message says both: the hub, and the number."
  ) { stage in
    let referee = try await stage.referee()
    let client = try await stage.client("subscribe", "--patience", "20s", to: referee)
    var hub = try await referee.expectSubscription(from: client)
    var (number, lines) = (Int64(stage.random.number(50...900)), [String]())
    for round in 1...4 {
      for _ in 1...3 {
        number += 1
        lines.append(try await hub.sendPackage(number))
        try await client.expectPrinted(lines.last ?? "")
      }
      let old = hub.hubGuid
      try await Loss.cut.happen(to: hub.call, stage.transcript)
      hub = try await referee.expectSubscription(from: client, hub: round < 3 ? freshGUID() : old)
      try hub.expectRequest(after: number, of: old)
      if round < 3 {
        stage.transcript.note("another hub answers")
        number = 0
      }
    }
    try await expectPlaceOfSign(referee, client, &hub, number, stage)
    lines.append(try await hub.sendPackage(1))
    try await client.expectPrinted(lines.last ?? "")
    try await hub.call.finish()
    try await client.expectExit(0, after: .streamEnd)
    try client.expectNothingBut(lines)
  }

  /// A hub that nothing has come in to says so, and its place is before package 1.
  private static func expectPlaceOfSign(
    _ referee: RefereeServer, _ client: Program, _ hub: inout ServedHub, _ number: Int64,
    _ stage: Stage
  ) async throws {
    let old = hub.hubGuid
    try await Loss.cut.happen(to: hub.call, stage.transcript)
    hub = try await referee.expectSubscription(from: client)
    try hub.expectRequest(after: number, of: old)
    stage.transcript.note("another hub answers, which has no package yet")
    try await hub.sendSign(0)
    try await hub.call.ping()
    let empty = hub.hubGuid
    try await Loss.cut.happen(to: hub.call, stage.transcript)
    hub = try await referee.expectSubscription(from: client, hub: empty)
    try hub.expectRequest(
      after: 0, of: empty,
      try: "Keep hub_guid and number of each message, also those of a sign of life with number 0.")
  }
}
