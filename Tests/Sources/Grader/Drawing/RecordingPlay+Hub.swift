internal import DataHubMessages
internal import Referee

extension RecordingPlay {
  static let hub = RecordingPlay(
    name: "hub",
    title: "A subscription behind number 1: what is kept, what comes in, and a sign of life",
    request: "request", response: "package", referee: .client
  ) { stage in
    let server = try await stage.server(interval: .seconds(1))
    try await upload(3, to: server, stage)
    var reader = try await server.connect().hubReader("DateTimeTicks", after: 1)
    for number in 2...3 { _ = try await reader.package("package \(number)") }
    stage.transcript.note("another client uploads two packages")
    try await upload(2, to: server, stage)
    for number in 4...5 { _ = try await reader.package("package \(number)") }
    _ = try await reader.nextMessage(within: Patience.cap)
    try await reader.call.reset()
    try await reader.call.ping()
  }

  /// By the client's program, whose frames are not on the recording.
  private static func upload(
    _ count: Int, to server: ServerOnStage, _ stage: Stage
  ) async throws {
    let client = try await stage.client(
      ["send-stream", "--count", "\(count)", "--port", "\(server.port)"])
    try await client.expectExit(0)
  }

  static let comingBack = RecordingPlay(
    name: "coming-back",
    title: "The client loses its server twice, and each time asks for what is behind its place",
    request: "request", response: "package", referee: .server
  ) { stage in
    let referee = try await stage.referee()
    let client = try await stage.client("subscribe", to: referee)
    var hub = try await referee.expectSubscription(from: client)
    for number: Int64 in 1...2 {
      try await client.expectPrinted(try await hub.sendPackage(number))
    }
    stage.transcript.note("the connection is cut")
    await hub.call.cutConnection()
    hub = try await referee.expectSubscription(from: client, hub: hub.hubGuid)
    try await hub.call.finish(.unavailable)
    hub = try await referee.expectSubscription(from: client, hub: hub.hubGuid)
    try await client.expectPrinted(try await hub.sendPackage(3))
    try await hub.call.finish()
    try await client.expectExit(0)
  }
}
