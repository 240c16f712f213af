internal import Foundation
internal import Referee

extension Check {
  static let takesFlags = Check(
    "5.11", "the programs take their flags, and refuse what they cannot take",
    requirement: """
      --port 0 takes a free port, and --interval is 1 s unless told. A flag that cannot be read ends a \
      program with 64, and so does plaintext for other machines without --allow-plaintext; an address \
      where it cannot serve ends the server with 1. Each is told on stderr.
      """,
    step: 5, takes: .milliseconds(1500), timeLimit: .seconds(40)
  ) { stage in
    let server = try await stage.program(.server, ["--port", "0"])
    let port = try await expectFreePort(server)
    let client = try await stage.connect(port: port)
    _ = try await client.subscriber().package("package 1 from the port that --port 0 has taken")

    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { try await expectDefaultInterval(client) }
      for flags in FlagRefusal.all {
        group.addTask { try await flags.expect(on: stage) }
      }
      for place in UnservedPlace.all(taken: port) {
        group.addTask { try await place.expect(on: stage) }
      }
      group.addTask { try await expectSend(stage) }
      try await group.waitForAll()
    }
  }

  private static func expectFreePort(_ server: Program) async throws -> Int {
    let opening = "DataHub server listening on 127.0.0.1:"
    let expected = "\"\(opening)\" and a port on stdout, with --port 0"
    let line = try await server.expectLine(.stdout, expected).text
    guard line.hasPrefix(opening), let port = UInt16(line.dropFirst(opening.count)), port > 0 else {
      throw CheckFailure(
        expected: expected, received: quoted(line), try: "Print the port that it has, not --port.")
    }
    return Int(port)
  }

  /// A busy machine may be late once.
  private static func expectDefaultInterval(_ client: RefereeClient) async throws {
    var gap = Duration.zero
    for _ in 1...3 {
      let packages = try await client.subscriber().packages(2)
      gap = packages[1].time - packages[0].time
      if gap > .milliseconds(850), gap < .milliseconds(1250) { return }
    }
    throw CheckFailure(
      expected: "a package a second, where --interval is not told",
      received: "package 2 after \(readable(gap))")
  }

  /// A client finds its server by name, and at its own port if that is what it is told.
  private static func expectSend(_ stage: Stage) async throws {
    let referee = try await stage.referee()
    let client = try await stage.client("send", "--host", "localhost", to: referee)
    let call = try await referee.expectCall(Method.sendDataPackage, from: client)
    try await call.answer(count: 7)
    try await client.expectExit(0, after: .goodEnd)
  }
}
