internal import DataHubMessages
internal import HTTP2
internal import Referee

extension Check {
  static let ownStreams = Check(
    "1.6", "two subscribers have two streams",
    requirement: """
      Each call has its own stream, with its own GUID and tag, and goes on when another one ends.
      """,
    step: 3,
    hint: "Keep what belongs to a call in local variables, not in the service."
  ) { stage in
    let server = try await stage.server()
    let client = try await server.connect()
    let first = try await client.subscriber(tag: "Temperature")
    try await expectOwn(first, 1...1)
    let second = try await client.subscriber(tag: "Pressure")
    try await expectOwn(second, 1...3)
    // By now the first stream's next packages were made beside the second stream.
    try await expectOwn(first, 2...6)

    try await second.call.reset(.cancel)
    try await client.ping()
    try await expectOwn(first, 7...10)
  }

  private static func expectOwn(_ stream: Subscriber, _ numbers: ClosedRange<Int>) async throws {
    for number in numbers {
      let name = "package \(number) of the subscriber of \(stream.tag)"
      let package = try await stream.package(name).message
      try expectBytes("\(name) with tag_name", package.tagName, equal: stream.tag)
      try expectBytes("\(name) with tracking_guid", package.trackingGuid, equal: stream.guid)
    }
  }
}
