internal import Referee

extension Check {
  static let oneAnInterval = Check(
    "1.2", "then one package arrives an interval",
    requirement: """
      After the first package there is a pause of one interval before each further one.
      """,
    step: 2, takes: .milliseconds(800)
  ) { stage in
    let interval = Patience.scaled(.milliseconds(50))
    let server = try await stage.server(interval: interval)
    let subscriber = try await server.connect().subscriber()

    // Timers slip on a busy machine, so that one good stretch in five is enough.
    var pace = try await Pace.measure(subscriber, interval)
    for _ in 1..<5 where !pace.isRight { pace = try await Pace.measure(subscriber, interval) }
    try expect(
      !pace.isTooFast, "pauses of \(readable(interval)) between packages",
      received: "\(pace.count) packages within \(readable(pace.duration))",
      try: "Is there a wait of one interval between two writes, and do you await it?")
    try expect(
      !pace.isTooSlow, "about 10 packages in 10 intervals of \(readable(interval))",
      received: "\(pace.count) in \(readable(pace.duration))",
      try: "Do you wait for `interval`, and for nothing else?")
  }
}

/// The packages that arrived in a stretch of ten intervals.
private struct Pace {
  let times: [Duration]
  let interval: Duration

  static func measure(_ subscriber: Subscriber, _ interval: Duration) async throws -> Pace {
    var times = [try await subscriber.package("the next package").time]
    while times.count < 60, times[times.count - 1] - times[0] < interval * 10 {
      times.append(try await subscriber.package("the next package").time)
    }
    return Pace(times: times, interval: interval)
  }

  var count: Int { times.count }
  var duration: Duration { times[count - 1] - times[0] }

  /// Both the usual pause and the average one are short: where the timer is late and catches up,
  /// one of them is not.
  var isTooFast: Bool {
    let gaps = zip(times, times.dropFirst()).map { earlier, later in later - earlier }.sorted()
    let (least, average) = (interval * 0.8, duration / gaps.count)
    return gaps[gaps.count / 2] < least && average < least
  }
  /// The last package may be the first that is late.
  var isTooSlow: Bool { count < 6 }
  var isRight: Bool { !isTooFast && !isTooSlow }
}
