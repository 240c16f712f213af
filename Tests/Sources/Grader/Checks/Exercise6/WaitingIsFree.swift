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
    let server = try await stage.server(interval: stage.random.long())
    let client = try await server.connect()
    let subscribers = [try await client.subscriber(), try await server.connect().subscriber()]
    for subscriber in subscribers { _ = try await subscriber.package("package 1") }
    try await expectIdle(server, "while two streams wait for their next package")

    let upload = try await client.upload()
    try await upload.send(UploadPackage.fresh())
    let exchange = try await client.exchange()
    try await exchange.send(UploadPackage.fresh())
    _ = try await exchange.expectMessage(UploadAnswer.self, "answer 1")
    try await client.ping()
    try await expectIdle(server, "while an upload and an exchange wait for their next package")

    for call in subscribers.map(\.call) + [upload, exchange] { try await call.reset() }
    try await client.ping()
    try await expectIdle(server, "after all of them were reset")
  }

  /// Looks at the server for a while, and again where it had something else to do. On a busy
  /// machine a loop that never sleeps has no more than its share of a core.
  private static func expectIdle(_ server: ServerOnStage, _ when: String) async throws {
    var share = 1.0
    for _ in 1...4 {
      async let fairShare = ProcessorShare.measured()
      let (clock, before) = (ContinuousClock(), try await processorTime(of: server))
      let began = clock.now
      let exit = await server.program.exit(within: .milliseconds(200))
      try expect(exit == nil, "a server that waits", received: "it \(exit?.did ?? "")")
      share = (try await processorTime(of: server) - before) / (clock.now - began)
      if await share < min(0.05, fairShare / 4) { return }
    }
    throw CheckFailure(
      expected: "less than 5 % of a core \(when)",
      received: "\(Int((share * 100).rounded())) %",
      try: "Is there a loop that goes round until it is time? Sleep instead: pause(for:).")
  }

  private static func processorTime(of server: ServerOnStage) async throws -> Duration {
    try await server.program.measured("processor time", \.processorTime)
  }
}
