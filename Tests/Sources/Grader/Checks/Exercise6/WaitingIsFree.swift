internal import DataHubMessages
internal import Referee

extension Check {
  static let waitingIsFree = Check(
    "6.7", "waiting costs no processor time",
    requirement: """
      A stream that waits for its next package does nothing meanwhile, an upload and an exchange \
      neither, and what has ended does nothing more: the server has less than 5 % of a core, and so has a \
      client that waits for packages or for its --interval.
      """,
    step: 2, company: .alone, takes: .milliseconds(2300), timeLimit: .seconds(40)
  ) { stage in
    // More microseconds than 32 bits hold.
    let server = try await stage.server(interval: .seconds(stage.random.number(5_000...90_000)))
    let client = try await server.connect()
    var subscribers = [try await server.connect().subscriber()]
    for _ in 1...15 { subscribers.append(try await client.subscriber()) }
    for subscriber in subscribers { _ = try await subscriber.package("package 1") }
    try await server.expectIdle("while 16 streams wait for their next package")

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
    try await expectIdleClients(stage)
    try await expectIdleToTheEnd(stage)
  }

  /// Several waits, whole: who sleeps for the most part of one and stays awake for the rest is seen.
  private static func expectIdleToTheEnd(_ stage: Stage) async throws {
    let interval = stage.random.number(180...220)
    let (time, hint) = (
      Duration.milliseconds(600), "Sleep until it is time, and not until a little before."
    )
    async let streams: Void = {
      let server = try await stage.server(interval: .milliseconds(interval))
      let client = try await server.connect()
      let subscribers = [try await client.subscriber(), try await client.subscriber()]
      for subscriber in subscribers { _ = try await subscriber.package("package 1") }
      try await server.expectIdle(
        "while 2 streams have a package every \(interval) ms", for: time, try: hint)
    }()
    async let upload: Void = expectIdle(.sendStream, every: interval, for: time, try: hint, stage)
    async let exchange: Void = expectIdle(.exchange, every: interval, for: time, try: hint, stage)
    _ = try await (streams, upload, exchange)
  }

  private static func expectIdle(
    _ command: ClientCommand, every interval: Int, for time: Duration, try hint: String,
    _ stage: Stage
  ) async throws {
    let referee = try await stage.referee()
    let client = try await stage.client(
      command.rawValue, "--count", "1000", "--interval", "\(interval)ms", to: referee)
    let call = try await referee.expectCall(command.method, from: client)
    _ = try await call.expectMessage(UploadPackage.self, "package 1")
    try await client.expectIdle(
      "while \(command.rawValue) sends a package every \(interval) ms", for: time, try: hint)
  }

  /// Clients with a long time before them, in which nothing happens.
  private static func expectIdleClients(_ stage: Stage) async throws {
    let time = "\(stage.random.number(5_000...90_000))s"
    for command in [ClientCommand.getStream, .sendStream, .exchange] {
      let referee = try await stage.referee()
      let flag = command == .getStream ? "--for" : "--interval"
      let client = try await stage.client(command.rawValue, flag, time, to: referee)
      let call = try await referee.expectCall(command.method, from: client)
      if command == .getStream {
        _ = try await call.expectMessage(Subscription.self, "the request")
        let guid = try await call.sendPackage()
        try await client.expectLine(guid: guid, "the GUID of package 1 on stdout")
      } else {
        _ = try await call.expectMessage(UploadPackage.self, "package 1")
      }
      try await client.expectIdle(
        "while \(command.rawValue) waits, which was told \(flag) \(time)")
    }
  }

  /// Streams at a short interval: a timer of its own that outlives one of them shows.
  private static func expectNothingLeft(_ stage: Stage) async throws {
    let server = try await stage.server(interval: .milliseconds(2))
    for isCut in [true, false] {
      let client = try await server.connect()
      var subscribers: [Subscriber] = []
      for _ in 1...20 { subscribers.append(try await client.subscriber()) }
      for subscriber in subscribers { _ = try await subscriber.package("package 1") }
      if isCut {
        await client.cut()
      } else {
        for subscriber in subscribers { try await subscriber.call.reset() }
        // On a slow machine much lies before the answer that a transport has taken from them.
        try await client.ping(within: Patience.cap * 3)
      }
    }
    try await server.expectIdle(
      "after 40 streams with an interval of 2 ms have ended",
      try: "Does a task that nobody cancels go on? A child task of a group ends with it.")
  }
}
