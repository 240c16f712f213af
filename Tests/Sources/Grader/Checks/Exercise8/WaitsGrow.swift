internal import DataHubMessages
internal import Foundation
internal import Referee

extension Check {
  static let waitsGrow = Check(
    "8.3", "the waits between attempts grow, and begin anew after a success",
    requirement: """
      subscribe waits 100 ms before it calls again, and each further time 1.6 times as long, up to 5 s, \
      each wait longer or shorter by up to a fifth, at random. Once a package or a sign of life has \
      come, the next wait is the first one again.
      """,
    step: 3, takes: .milliseconds(2800), timeLimit: .seconds(40)
  ) { stage in
    // A busy machine makes some waits longer, and none shorter: the shortest of each place counts.
    var (late, seen): (CheckFailure?, [[Wait]]) = (nil, [])
    for _ in 1...3 {
      async let first = factors(stage, package: true)
      async let second = factors(stage, package: false)
      seen += try await [first, second]
      let all = seen.flatMap(\.self)
      try expect(
        all.allSatisfy { $0.factor > 0.77 }, "waits of 100 ms, 160 ms, 256 ms and so on",
        received: received(all), try: "Wait before each call, and longer each time.")
      late = failure(seen)
      if late == nil { return }
    }
    if let late { throw late }
  }

  /// A wait, as it was seen, and as it should be but for chance.
  private struct Wait: Sendable {
    let duration: Duration
    let due: Duration

    var factor: Double { duration / due }
  }

  private static func failure(_ seen: [[Wait]]) -> CheckFailure? {
    let overhead = Patience.scaled(.milliseconds(40))
    let all = seen.flatMap(\.self)
    let late = (seen.first ?? []).indices.first { place in
      seen.allSatisfy { $0[place].duration > $0[place].due * 1.2 + overhead }
    }
    if let late {
      return CheckFailure(
        expected: "waits of 100 ms, 160 ms, 256 ms and so on, and of 100 ms again after a success",
        received: received(seen.last ?? []),
        try: late >= 5
          ? "A message that comes sets the wait back to 100 ms."
          : "Each is 1.6 times the last one.")
    }
    // What a machine adds makes waits longer. Of fourteen random ones some are shorter all the same.
    if all.contains(where: { $0.factor < 0.97 }) { return nil }
    return CheckFailure(
      expected: "waits that are longer or shorter by chance, lest all clients come back at once",
      received: received(all), try: "Multiply each wait by .random(in: 0.8...1.2).")
  }

  private static func received(_ all: [Wait]) -> String {
    "waits of " + all.prefix(7).map { readable($0.duration) }.joined(separator: ", ")
  }

  /// Five waits in vain, then a message, then two waits more.
  private static func factors(_ stage: Stage, package: Bool) async throws -> [Wait] {
    let referee = try await stage.referee()
    let client = try await stage.client("subscribe", "--patience", "20s", to: referee)
    var (hub, waits) = (try await referee.expectSubscription(from: client), [Wait]())
    for place in [0, 1, 2, 3, 4, 0, 1] {
      if waits.count == 5 {
        if package { try await client.expectPrinted(try await hub.sendPackage(7)) }
        if !package { try await hub.sendSign(7) }
        try await hub.call.ping()
      }
      // Before it is told: on a busy machine the client may know sooner than this goes on.
      let lost = stage.transcript.now
      try await hub.call.finish(.unavailable, message: "not now")
      hub = try await referee.expectSubscription(from: client)
      var due = Duration.milliseconds(100)
      for _ in 0..<place { due = due * 1.6 }
      waits.append(Wait(duration: hub.call.arrivedAt - lost, due: due))
    }
    client.signal(SIGTERM)
    return waits
  }
}
