internal import DataHubMessages
internal import Referee

/// A call of the contract, by the name of the client's command for it.
public enum WireCall: String, CaseIterable, Sendable {
  case getStream = "get-stream"
  case sendStream = "send-stream"
  case exchange
  case send

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
