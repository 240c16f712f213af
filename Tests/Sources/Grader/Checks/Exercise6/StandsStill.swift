internal import DataHubMessages
internal import Foundation
internal import Referee

extension Check {
  static let standsStill = Check(
    "6.8", "a call that stands still goes on afterwards",
    requirement: """
      A pause has no limit but --for and a deadline: a reader that takes nothing, an upload and an \
      exchange in which nothing is sent, and a server that says nothing are waited for. Here they \
      stand still for more than ten seconds.
      """,
    step: 2, hint: "Let no clock run beside a call but that of --for: who is silent may be busy.",
    company: .idle, takes: .seconds(11), timeLimit: .seconds(60)
  ) { stage in
    let pause = Duration.milliseconds(stage.random.number(10_300...10_700))
    let server = try await stage.server()
    try await withThrowingTaskGroup(of: Void.self) { group in
      for play in [standingReader, readingReader, standingUpload, standingExchange, unreadExchange]
      {
        group.addTask { try await play(server, pause) }
      }
      for play in [silentStream, unreadUpload, silentUpload, silentExchange] {
        group.addTask { try await play(stage, pause) }
      }
      try await group.waitForAll()
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
    let exchange = try await server.connect().exchange()
    for count in 1...2 {
      if count == 2 { try await Task.sleep(for: pause) }
      let package = UploadPackage.fresh()
      try await exchange.send(package)
      let what = "answer \(count), the second package sent after \(readable(pause))"
      let answer = try await exchange.expectMessage(UploadAnswer.self, what)
      try expectWhole(what, answer.message, equals: .sample(to: package, count: count))
    }
    try await exchange.halfClose()
    try await exchange.expectStatus(.ok)
  }

  private static func unreadExchange(_ server: ServerOnStage, _ pause: Duration) async throws {
    let options = PeerOptions(initialWindowSize: 1_024, readsAutomatically: false)
    let exchange = try await server.connect(options: options).exchange()
    let packages = (1...400).map { _ in UploadPackage.fresh() }
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

  private static func silentStream(_ stage: Stage, _ pause: Duration) async throws {
    let referee = try await stage.referee()
    let client = try await stage.client("get-stream", "--for", "60s", to: referee)
    let call = try await referee.expectCall(Method.getDataPackagesStream, from: client)
    for number in 1...2 {
      if number == 2 { try await Task.sleep(for: pause) }
      let guid = try await call.sendPackage()
      try await client.expectLine(
        guid: guid,
        "the GUID of package \(number) on stdout, the second sent after \(readable(pause))")
    }
    client.signal(SIGTERM)
  }

  /// A server that reads nothing for a while, of a client that has more to send than may be on its way.
  private static func unreadUpload(_ stage: Stage, _ pause: Duration) async throws {
    let referee = try await stage.referee(
      options: PeerOptions(initialWindowSize: 2_048, readsAutomatically: false))
    let client = try await stage.client("send-stream", "--count", "2000", to: referee)
    let call = try await referee.expectCall(Method.sendDataPackagesStream, from: client)
    try await Task.sleep(for: pause)
    try await call.resumeReading(wideningBy: 1 << 20)
    for number in 1...2_000 {
      _ = try await call.expectMessage(
        UploadPackage.self, "package \(number) of 2,000, as they are read after \(readable(pause))")
    }
    try await call.expectHalfClose("the client's half-close after package 2,000")
    try await call.answer(count: 2_000)
    try await client.expectExit(0, after: .goodEnd)
  }

  /// A server that takes its time with the answer.
  private static func silentUpload(_ stage: Stage, _ pause: Duration) async throws {
    let referee = try await stage.referee()
    let client = try await stage.client("send-stream", "--count", "1", to: referee)
    let call = try await referee.expectCall(Method.sendDataPackagesStream, from: client)
    _ = try await call.expectMessage(UploadPackage.self, "package 1")
    try await call.expectHalfClose("the client's half-close after package 1")
    try await Task.sleep(for: pause)
    let count = Int32(stage.random.number(10...9_999))
    try await call.answer(count: count)
    try await client.expectExit(0, after: .goodEnd)
    let lines = client.allLines(.stdout).map(\.text)
    try expect(
      lines == ["\(count)"], "\(count) on stdout, the answer that came after \(readable(pause))",
      received: lines.isEmpty ? "nothing" : quoted(lines.joined(separator: "\n")))
  }

  private static func silentExchange(_ stage: Stage, _ pause: Duration) async throws {
    let referee = try await stage.referee()
    let client = try await stage.client(
      "exchange", "--count", "2", "--interval", "0s", to: referee)
    let call = try await referee.expectCall(Method.exchangeDataPackages, from: client)
    for number in 1...2 {
      let package = try await call.expectMessage(UploadPackage.self, "package \(number)").message
      if number == 2 { try await Task.sleep(for: pause) }
      let answer = UploadAnswer.sample(to: package, count: number)
      try await call.send(answer)
      try await client.expectLine(
        number, for: answer, "answer \(number) on stdout, the second after \(readable(pause))")
    }
    try await call.finish()
    try await client.expectExit(0, after: .goodEnd)
  }
}
