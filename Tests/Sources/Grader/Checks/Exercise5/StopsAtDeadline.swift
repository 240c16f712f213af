internal import Referee

extension Check {
  static let stopsAtDeadline = Check(
    "5.1", "the server stops at the caller's deadline",
    requirement: """
      When the deadline of the call has passed, the stream ends, though the caller did not reset it.
      """,
    step: 1,
    hint: "Does the loop watch context.cancellation? The task itself is not cancelled.",
    takes: .milliseconds(800)
  ) { stage in
    let server = try await stage.server()
    let deadline = Patience.scaled(.milliseconds(500))
    let subscriber = try await server.connect().subscriber(timeout: deadline)
    _ = try await subscriber.package("package 1")

    let elapsed = stage.transcript.now - subscriber.call.startedAt
    var end = await subscriber.call.end(within: deadline - elapsed)
    if end == nil {
      stage.transcript.note("the deadline has passed")
      end = await subscriber.call.end(within: Patience.scaled(.seconds(3)))
    }
    guard let end else {
      let late = stage.transcript.now - subscriber.call.startedAt - deadline
      throw CheckFailure(
        expected: "the stream's end at the deadline, after \(readable(deadline))",
        received: "a stream that is open \(readable(late)) later")
    }
    let time = end.time - subscriber.call.startedAt
    try expect(
      time >= deadline * 0.8, "the stream's end at the deadline, after \(readable(deadline))",
      received: "\(end) after \(readable(time))")
  }
}
