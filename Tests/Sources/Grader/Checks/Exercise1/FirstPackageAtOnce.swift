internal import Referee

extension Check {
  static let firstPackageAtOnce = Check(
    "1.1", "the first package arrives at once",
    requirement: """
      The stream's first package is sent when the call starts, not one interval later.
      """,
    step: 2,
    hint: "Does the method write, and does it wait for each write before it returns?"
  ) { stage in
    let interval = Patience.scaled(.seconds(2))
    let server = try await stage.server(interval: interval)
    let subscriber = try await server.connect().subscriber()

    let first = try await subscriber.package("package 1 at once", within: interval * 2)
    let delay = first.time - subscriber.call.startedAt
    try expect(
      delay < interval / 2,
      "package 1 within \(readable(interval / 2)) of the call (interval \(readable(interval)))",
      received: "it after \(readable(delay))",
      try: "Do you wait before the first write? Write, then wait.")
  }
}
