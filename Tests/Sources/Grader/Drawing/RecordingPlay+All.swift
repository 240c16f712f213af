internal import DataHubMessages
internal import Referee

extension RecordingPlay {
  static let all = [
    unary, serverStreaming, silentServer, clientStreaming, brokenUpload, bidirectional, deadline,
    serversDeadline, flowControl, stale, hub, comingBack,
  ]

  private static let unary = RecordingPlay(
    name: "unary", title: "One request, one response, then the trailers",
    request: "request", response: "response", referee: .client
  ) { stage in
    let client = try await stage.server().connect()
    try await WireCall.send.play(on: client, transcript: stage.transcript) {}
  }

  private static let serverStreaming = RecordingPlay(
    name: "server-streaming",
    title: "One request, then a package each second, until the client resets the stream",
    request: "request", response: "package", referee: .client
  ) { stage in
    let client = try await stage.server(interval: .seconds(1)).connect()
    let call = try await client.subscribe(tag: "SomeTagName")
    for number in 1...3 {
      _ = try await call.expectMessage(EgressPackage.self, "package \(number)")
    }
    try await call.reset()
    try await client.ping()
  }

  private static let silentServer = RecordingPlay(
    name: "server-streaming-silent",
    title: "The client subscribes to a silent server, and resets the stream when its time is over",
    request: "request", response: "package", referee: .server
  ) { stage in
    let referee = try await stage.referee()
    let client = try await stage.client("get-stream", "--for", "2s", to: referee)
    let call = try await referee.expectCall(Method.getDataPackagesStream, from: client)
    try await call.sendHeaders()
    stage.transcript.note("2 seconds without a package")
    try await client.expectExit(0)
  }

  private static let clientStreaming = RecordingPlay(
    name: "client-streaming",
    title: "Three packages, the half-close, then one answer and the trailers",
    request: "package", response: "answer", referee: .client
  ) { stage in
    let call = try await stage.server().connect().upload()
    for _ in 1...3 { try await call.send(UploadPackage.fresh()) }
    try await call.halfClose()
    try await call.expectStatus(.ok)
  }

  private static let brokenUpload = RecordingPlay(
    name: "broken-upload",
    title: "An upload that is reset as it is half-closed: END_STREAM and RST_STREAM come together",
    request: "package", response: "answer", referee: .client
  ) { stage in
    let client = try await stage.server().connect()
    let call = try await client.upload()
    for _ in 1...2 { try await call.send(UploadPackage.fresh()) }
    try await client.ping()
    stage.transcript.note("the client wanted to send five, and leaves after the third")
    try await call.send(UploadPackage.fresh(), endStream: true)
    try await call.reset()
    try await client.ping()
  }

  private static let bidirectional = RecordingPlay(
    name: "bidirectional-streaming",
    title: "Each package is answered before the next one is sent, then the half-close and trailers",
    request: "package", response: "answer", referee: .client
  ) { stage in
    let call = try await stage.server().connect().exchange()
    for number in 1...3 {
      try await call.send(UploadPackage.fresh())
      _ = try await call.expectMessage(UploadAnswer.self, "answer \(number)")
    }
    try await call.halfClose()
    try await call.expectStatus(.ok)
  }

  private static let deadline = RecordingPlay(
    name: "deadline",
    title: "The request names a deadline of 2.5 seconds; when they are over, the client resets it",
    request: "request", response: "package", referee: .client
  ) { stage in
    let call = try await threePackages(stage)
    _ = await call.next(within: call.startedAt + .milliseconds(2_500) - stage.transcript.now)
    stage.transcript.note("2.5 seconds are over on the client's clock: DEADLINE_EXCEEDED")
    try await call.reset()
  }

  private static let serversDeadline = RecordingPlay(
    name: "deadline-server",
    title: "The deadline passes, no RST_STREAM comes, and the server ends the stream itself",
    request: "request", response: "package", referee: .client
  ) { stage in
    let call = try await threePackages(stage)
    stage.transcript.note("2.5 seconds are over, and the client's RST_STREAM does not come")
    _ = await call.end()
  }

  /// A subscription with a deadline of 2.5 s, and its first three packages.
  private static func threePackages(_ stage: Stage) async throws -> RefereeCall {
    let client = try await stage.server(interval: .seconds(1)).connect()
    let call = try await client.subscribe(tag: "SomeTagName", timeout: .milliseconds(2_500))
    for number in 1...3 {
      _ = try await call.expectMessage(EgressPackage.self, "package \(number)")
    }
    return call
  }

  private static let flowControl = RecordingPlay(
    name: "flow-control",
    title: "A reader pauses, its window runs out, and the server sends nothing until it is opened",
    request: "request", response: "package", referee: .client
  ) { stage in
    let server = try await stage.server(interval: .milliseconds(100))
    let call = try await server.connect(options: .oneLargePackage).subscribe(tag: .large)
    _ = try await call.expectMessage(EgressPackage.self, "package 1")
    _ = await call.next(within: .milliseconds(500))
    stage.transcript.note("the window of 25,000 octets is used up: the server waits")
    _ = await call.next(within: .seconds(2))
    stage.transcript.note("2 seconds later the reader goes on")
    try await call.resumeReading()
    for number in 2...3 {
      let package = try await call.expectMessage(EgressPackage.self, "package \(number)").message
      stage.transcript.note("package \(number) is \(age(of: package)) old")
    }
    try await call.reset()
  }

  private static let stale = RecordingPlay(
    name: "stale",
    title: "A window of 65,535 octets takes in hundreds of small packages that nobody reads",
    request: "request", response: "package", referee: .client
  ) { stage in
    let server = try await stage.server(interval: .milliseconds(10))
    let options = PeerOptions(initialWindowSize: 65_535, readsAutomatically: false)
    let call = try await server.connect(options: options).subscribe(tag: "SomeTagName")
    var count = 0
    while try await call.nextMessage(EgressPackage.self, within: .seconds(1)) != nil { count += 1 }
    stage.transcript.note("\(count) packages have used up the window, and none of them is read")
    _ = await call.next(within: .seconds(4))
    stage.transcript.note("now the reader takes them, and asks for more")
    try await call.resumeReading()
    let first = count + 1
    while true {
      count += 1
      let package = try await call.expectMessage(EgressPackage.self, "package \(count)").message
      let age = age(of: package)
      if count == first { stage.transcript.note("package \(count) is \(age) old") }
      guard age.hasSuffix(" ms") else { continue }
      stage.transcript.note("package \(count) is the first fresh one: \(age)")
      return try await call.reset()
    }
  }

  /// How long ago a package was made: "2.0 s", or "3 ms" if that is less than half a second.
  private static func age(of package: EgressPackage) -> String {
    let seconds = Double(Ticks.now() - (Ticks.parse(package.tagValue) ?? 0)) / 1e7
    return seconds < 0.5
      ? "\(Int(seconds * 1000)) ms" : "\((seconds * 10).rounded() / 10) s"
  }
}
