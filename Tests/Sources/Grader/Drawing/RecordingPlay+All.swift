internal import DataHubMessages
internal import Referee

extension RecordingPlay {
  static let all = [
    serverStreaming, silentServer, clientStreaming, bidirectional, deadline, flowControl,
  ]

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
    title: "The deadline passes, the server stops sending and ends the stream",
    request: "request", response: "package", referee: .client
  ) { stage in
    let client = try await stage.server(interval: .seconds(1)).connect()
    let call = try await client.subscribe(tag: "SomeTagName", timeout: .milliseconds(2_500))
    for number in 1...3 {
      _ = try await call.expectMessage(EgressPackage.self, "package \(number)")
    }
    stage.transcript.note("2.5 seconds are over: the deadline")
    _ = await call.end()
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
      _ = try await call.expectMessage(EgressPackage.self, "package \(number)")
    }
    try await call.reset()
  }
}
