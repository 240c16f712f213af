internal import DataHubMessages
internal import Referee

extension Check {
  static let beginsNewHub = Check(
    "8.6", "another hub is read from its start",
    requirement: """
      A server that was started again has a hub with another GUID and other numbers. subscribe prints \
      what it sends, though the numbers begin anew, and comes back to it with its hub_guid and number.
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
    try await hub.call.finish()
    try await client.expectExit(0, after: .streamEnd)
    try client.expectNothingBut(lines)
  }
}
