internal import DataHubMessages
internal import Referee

extension Check {
  static let carriesTicks = Check(
    "1.5", "every package carries the current time in ticks",
    requirement: """
      tag_value is the current UTC time in decimal, counted in units of 100 ns since \
      0001-01-01T00:00:00Z, taken anew for each package.
      """,
    step: 1
  ) { stage in
    // Local time is 14 hours ahead, so that it cannot be taken for UTC.
    let server = try await stage.server(environment: ["TZ": "AHEAD-14"])
    let begin = Ticks.now()
    let subscriber = try await server.connect().subscriber()

    var last: Int64 = 0
    for (index, package) in try await subscriber.packages(5).enumerated() {
      let number = index + 1
      let ticks = try TicksOnWire.expect(
        package.message.tagValue, between: begin, and: Ticks.now(), of: "package \(number)")
      try expect(
        ticks > last, "tag_value of package \(number) greater than that before, \(last)",
        received: "\(ticks)", try: "Is the time taken inside the loop, for each package?")
      last = ticks
    }
  }
}
