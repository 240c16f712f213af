internal import DataHubMessages
internal import Referee

extension Check {
  static let standsStill = Check(
    "6.8", "a call that stands still goes on afterwards",
    requirement: """
      A pause has no limit but --for, --patience and a deadline: a reader that takes nothing, an \
      upload and an exchange in which nothing is sent, and a server that says nothing are waited for. \
      Here they stand still for more than ten seconds.
      """,
    step: 2, hint: "Let no clock end a call but that of --for: who is silent may be busy.",
    company: .idle, takes: .seconds(11), timeLimit: .seconds(60)
  ) { stage in
    let pause = Duration.milliseconds(stage.random.number(10_300...10_700))
    let server = try await stage.server()
    try await withThrowingTaskGroup(of: Void.self) { group in
      for play in [standingReader, readingReader, standingUpload, standingExchange, unreadAnswers] {
        group.addTask { try await play(server, pause) }
      }
      for play in [silentStream, lateStream, unreadUpload, silentUpload, silentExchange] {
        group.addTask { try await play(stage, pause) }
      }
      // The first failure ends all of them.
      for try await _ in group {}
    }
  }

  private static func standingReader(_ server: ServerOnStage, _ pause: Duration) async throws {
    let reader = try await server.connect(options: PeerOptions.oneLargePackage)
      .subscribe(tag: .large)
    _ = try await reader.expectMessage(EgressPackage.self, "package 1 of a reader that pauses then")
    try await Task.sleep(for: pause)
    try await reader.resumeReading()
    for number in 2...9 {
      _ = try await reader.expectMessage(
        EgressPackage.self, "package \(number), after a pause of \(readable(pause))")
    }
  }

  private static func readingReader(_ server: ServerOnStage, _ pause: Duration) async throws {
    let reader = try await server.connect().subscriber()
    let end = ContinuousClock.now + pause
    while end > .now { _ = try await reader.package("packages for \(readable(pause))") }
  }

  private static func standingUpload(_ server: ServerOnStage, _ pause: Duration) async throws {
    let client = try await server.connect()
    let (begun, empty) = (try await client.upload(), try await client.upload())
    try await begun.send(UploadPackage.fresh())
    try await Task.sleep(for: pause)
    for (upload, count) in [(begun, 2), (empty, 1)] {
      let last = UploadPackage.fresh()
      try await upload.send(last, endStream: true)
      let what =
        "the answer to \(counted(count, "package")), the last one sent after \(readable(pause))"
      let answer = try await upload.expectAnswer(what)
      try expectWhole(what, answer, equals: .sample(to: last, count: count))
    }
  }

  private static func standingExchange(_ server: ServerOnStage, _ pause: Duration) async throws {
    let client = try await server.connect()
    let (begun, empty) = (try await client.exchange(), try await client.exchange())
    try await expectAnswer(1, in: begun, "answer 1")
    try await Task.sleep(for: pause)
    for (exchange, count) in [(begun, 2), (empty, 1)] {
      try await expectAnswer(
        count, in: exchange, "answer \(count), to a package sent after \(readable(pause))")
      try await exchange.halfClose()
      try await exchange.expectStatus(.ok)
    }
  }

  /// Sends one package, and gets its answer.
  private static func expectAnswer(
    _ count: Int, in exchange: RefereeCall, _ what: String
  ) async throws {
    let package = UploadPackage.fresh()
    try await exchange.send(package)
    let answer = try await exchange.expectMessage(UploadAnswer.self, what)
    try expectWhole(what, answer.message, equals: .sample(to: package, count: count))
  }

  private static func unreadAnswers(_ server: ServerOnStage, _ pause: Duration) async throws {
    let options = PeerOptions(initialWindowSize: 1_024, readsAutomatically: false)
    let exchange = try await server.connect(options: options).exchange()
    let packages = (1...1_000).map { _ in UploadPackage.fresh() }
    try await exchange.send(contentsOf: packages)
    try await Task.sleep(for: pause)
    try await exchange.resumeReading(wideningBy: 1 << 20)
    for (count, package) in zip(1..., packages) {
      let what = "answer \(count), as they are read after \(readable(pause))"
      let answer = try await exchange.expectMessage(UploadAnswer.self, what)
      try expectWhole(what, answer.message, equals: .sample(to: package, count: count))
    }
    try await exchange.halfClose()
    try await exchange.expectStatus(.ok)
  }
}
