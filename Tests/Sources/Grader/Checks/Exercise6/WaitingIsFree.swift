internal import DataHubMessages
internal import Referee

extension Check {
  static let waitingIsFree = Check(
    "6.7", "waiting costs the server no processor time",
    requirement: """
      A stream that waits for its next package does nothing meanwhile, an upload and an exchange \
      neither, and what has ended does nothing more: the server has less than 5 % of a core.
      """,
    step: 2, company: .alone, takes: .milliseconds(900)
  ) { stage in
    // More milliseconds than 16 bits hold.
    let server = try await stage.server(interval: .seconds(stage.random.number(66...90)))
    let client = try await server.connect()
    let subscribers = [try await client.subscriber(), try await server.connect().subscriber()]
    for subscriber in subscribers { _ = try await subscriber.package("package 1") }
    try await server.expectIdle("while two streams wait for their next package")

    let upload = try await client.upload()
    try await upload.send(UploadPackage.fresh())
    let exchange = try await client.exchange()
    try await exchange.send(UploadPackage.fresh())
    _ = try await exchange.expectMessage(UploadAnswer.self, "answer 1")
    try await client.ping()
    try await server.expectIdle("while an upload and an exchange wait for their next package")

    for call in subscribers.map(\.call) + [upload, exchange] { try await call.reset() }
    try await client.ping()
    try await server.expectIdle("after all of them were reset")
    try await expectNothingLeft(stage)
  }

  /// Streams at a short interval: a timer of its own that outlives one of them shows.
  private static func expectNothingLeft(_ stage: Stage) async throws {
    let server = try await stage.server(interval: .milliseconds(1))
    for isCut in [true, false] {
      let client = try await server.connect()
      var subscribers: [Subscriber] = []
      for _ in 1...20 { subscribers.append(try await client.subscriber()) }
      for subscriber in subscribers { _ = try await subscriber.package("package 1") }
      if isCut {
        await client.cut()
      } else {
        for subscriber in subscribers { try await subscriber.call.reset() }
        try await client.ping()
      }
    }
    try await server.expectIdle(
      "after 40 streams with an interval of 1 ms have ended",
      try: "Does a task that nobody cancels go on? A child task of a group ends with it.")
  }
}
