internal import HTTP2
internal import Referee

extension Check {
  static let stopsWhenCancelled = Check(
    "5.2", "the server stops when the caller leaves, however long the interval",
    requirement: """
      Within a second of the caller's reset the method ends, and logs "stream closed" with the \
      call's tracking GUID. The interval here is 30 s.
      """,
    step: 1
  ) { stage in
    let server = try await stage.server(interval: .seconds(30))
    let client = try await server.connect()
    let subscriber = try await client.subscriber()
    _ = try await subscriber.package("package 1")

    try await subscriber.call.reset(.cancel)
    let cap = Patience.scaled(.seconds(3))
    let closed = await server.program.line(.stderr, containing: "stream closed", within: cap)
    guard let closed else {
      throw CheckFailure(
        expected: "a line \"stream closed\" on stderr within a second of the reset",
        received: "none within \(readable(cap))",
        try:
          "Wait for the interval and for the cancellation at once, and log when the method ends.",
        isTimeout: true)
    }
    try expect(
      closed.text.lowercased().contains(subscriber.guid),
      "the line with the tracking GUID \(subscriber.guid)", received: quoted(closed.text))
    try await client.ping()
  }
}
