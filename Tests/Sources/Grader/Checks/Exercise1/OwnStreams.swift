internal import DataHubMessages
internal import Referee

extension Check {
  static let ownStreams = Check(
    "1.6", "two subscribers have two streams",
    requirement: """
      Each call has its own stream, with its own GUID and tag, and goes on when another one ends; \
      also where two ask for the same.
      """,
    step: 3,
    hint: "Keep what belongs to a call in local variables, not in the service.",
    takes: .milliseconds(800)
  ) { stage in
    let server = try await stage.server()
    let client = try await server.connect()
    let first = try await client.subscriber()
    try await expectOwn(first, 1, "the first subscriber")
    let second = try await client.subscriber()
    try await expectOwn(second, 3, "the second subscriber")
    // Whatever two have in common is no place to keep what belongs to one of them.
    let twins = [
      ("with the same GUID", try await client.subscriber(guid: first.guid, tag: first.tag)),
      ("with the same GUID and another tag", try await client.subscriber(guid: first.guid)),
      ("with the same tag and another GUID", try await client.subscriber(tag: first.tag)),
    ]
    for (what, twin) in twins { try await expectOwn(twin, 1, "a second subscriber \(what)") }
    let last = try await expectOwn(
      first, after: 1, 5, since: stage.transcript.now, "the first subscriber")

    try await second.call.reset()
    for (_, twin) in twins { try await twin.call.reset() }
    let other = try await server.connect()
    try await expectOwn(try await other.subscriber(), 1, "a subscriber on another connection")
    await other.cut()
    try await client.ping()
    try await expectOwn(
      first, after: last, 6, since: stage.transcript.now, "the first subscriber")
    try await expectOwnAtOnce(stage)
  }

  /// Streams at full speed: what they share is changed by one while another one sends it. Without any
  /// pause, the official transport would keep one of them waiting for seconds.
  private static func expectOwnAtOnce(_ stage: Stage) async throws {
    let client = try await stage.server(interval: .milliseconds(1)).connect()
    var streams: [Subscriber] = []
    for _ in 1...4 { streams.append(try await client.subscriber()) }
    let owner = "one of 4 subscribers at full speed"
    for round in 0..<40 {
      for stream in streams {
        try await expectOwn(stream, after: round * 10, 10, owner)
      }
    }
  }

  /// The stream's next packages, until `count` of them have come since `begin`: on a busy machine those
  /// before may have been made before what they are to stand beside.
  ///
  /// - Parameter seen: How many have been looked at.
  /// - Returns: How many have been now.
  @discardableResult
  private static func expectOwn(
    _ stream: Subscriber, after seen: Int = 0, _ count: Int, since begin: Duration = .zero,
    _ owner: String
  ) async throws -> Int {
    var (seen, left) = (seen, count)
    while left > 0 {
      seen += 1
      let name = "package \(seen) of \(owner)"
      let package = try await stream.package(name)
      try expectOwn(name, "tag_name", package.message.tagName, stream.tag, stream)
      try expectOwn(name, "tracking_guid", package.message.trackingGuid, stream.guid, stream)
      if package.time >= begin { left -= 1 }
    }
    return seen
  }

  /// What is like its own, in another case or without spaces, is so by no other stream's doing, and
  /// neither is what its own request has elsewhere.
  private static func expectOwn(
    _ name: String, _ field: String, _ received: String, _ own: String,
    _ stream: Subscriber
  ) throws {
    let (likeReceived, likeOwn) = (letters(received), letters(own))
    do {
      try expectBytes(
        "\(name) with \(field)", received, equal: own,
        try: likeReceived == likeOwn || ["", stream.tag, stream.guid].contains(received)
          ? "Copy \(field) from the request as it is." : nil)
    } catch {
      throw error.about(stream.call)
    }
  }

  private static func letters(_ text: String) -> String {
    text.lowercased().filter { $0.isLetter || $0.isNumber }
  }
}
