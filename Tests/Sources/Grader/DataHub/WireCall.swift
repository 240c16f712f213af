internal import DataHubMessages
internal import Referee

/// A call of the contract, by the name of the client's command for it.
public enum WireCall: String, CaseIterable, Sendable {
  case getStream = "get-stream"
  case sendStream = "send-stream"
  case exchange
  case subscribe
  case send

  /// The call that an exercise is about.
  static func usual(in exercise: Int) -> WireCall {
    switch exercise {
    case 3: .sendStream
    case 4: .exchange
    case 7, 8: .subscribe
    default: .getStream
    }
  }

  /// The method's path, as it is on the wire.
  var path: String {
    switch self {
    case .getStream: Method.getDataPackagesStream.path
    case .sendStream: Method.sendDataPackagesStream.path
    case .exchange: Method.exchangeDataPackages.path
    case .subscribe: Method.subscribeDataPackages.path
    case .send: Method.sendDataPackage.path
    }
  }

  /// The client's command for it, for three messages at most.
  var arguments: [String] {
    switch self {
    case .getStream, .subscribe: [rawValue, "--for", "2500ms"]
    case .sendStream, .exchange: [rawValue, "--count", "3", "--interval", "1s"]
    case .send: [rawValue]
    }
  }

  /// What pictures call a message of the client.
  var request: String {
    switch self {
    case .getStream, .subscribe: "request"
    case .sendStream, .exchange, .send: "package"
    }
  }

  /// What pictures call a message of the server.
  var response: String {
    switch self {
    case .getStream, .subscribe: "package"
    case .sendStream, .exchange, .send: "answer"
    }
  }

  /// Makes the call as a client would, and tells `pause` after each step.
  func play(
    on client: RefereeClient, transcript: Transcript, pause: () async -> Void
  ) async throws {
    switch self {
    case .getStream:
      let call = try await client.subscribe(tag: "SomeTagName")
      for _ in 1...3 where try await call.nextMessage(EgressPackage.self) != nil { await pause() }
      if call.ended == nil {
        transcript.note("the client has enough, and cancels")
        try await call.reset()
        try await client.ping()
      }
    case .sendStream:
      let call = try await client.call(Method.sendDataPackagesStream)
      for _ in 1...3 {
        try await call.send(UploadPackage.fresh(tag: "DateTimeTicks"))
        await pause()
      }
      try await call.halfClose()
      _ = await call.end()
    case .exchange:
      let call = try await client.call(Method.exchangeDataPackages)
      for _ in 1...3 where call.ended == nil {
        try await call.send(UploadPackage.fresh(tag: "DateTimeTicks"))
        _ = try await call.nextMessage(UploadAnswer.self)
        await pause()
      }
      try await call.halfClose()
      _ = await call.end()
    case .subscribe:
      var log = HubLog("SomeTagName")
      var reader = try await client.hubReader(log.tag)
      // By the sign of life it is known that the subscription has begun.
      for number in 1...3 where reader.call.ended == nil {
        if number > 1 { try await client.put(log.package()) }
        _ = try await reader.nextMessage(within: Patience.cap)
        await pause()
      }
      transcript.note("the client has enough, and cancels")
      try await reader.call.reset()
      try await client.ping()
    case .send:
      var package = Datahub_RequestSendDataPackage()
      package.trackingGuid = freshGUID()
      package.telemetryGuid = freshGUID()
      package.tagName = "DateTimeTicks"
      package.tagValue = [String(Ticks.now())]
      let call = try await client.call(Method.sendDataPackage)
      try await call.send(package, endStream: true)
      _ = await call.end()
    }
    await pause()
  }
}
