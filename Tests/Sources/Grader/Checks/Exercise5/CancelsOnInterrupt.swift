internal import Foundation
internal import HTTP2
internal import Referee

extension Check {
  static let cancelsOnInterrupt = Check(
    "5.9", "Ctrl-C cancels the client's call",
    requirement: """
      On SIGINT the client cancels its call (RST_STREAM with CANCEL) and exits with 130.
      """,
    step: 5, takes: .seconds(1)
  ) { stage in
    let referee = try await stage.referee()
    let reader = try await stage.client("get-stream", "--for", "60s", to: referee)
    let stream = try await referee.expectCall(Method.getDataPackagesStream, from: reader)
    let guid = try await stream.sendPackage()
    try await reader.expectLine(guid: guid, "the GUID of package 1 on stdout")
    try await interrupt(reader, stream, stage)

    let sender = try await stage.client(
      "send-stream", "--count", "100000", "--interval", "20ms", to: referee)
    let upload = try await referee.expectCall(Method.sendDataPackagesStream, from: sender)
    _ = try await upload.expectMessage(UploadPackage.self, "package 1")
    try await interrupt(sender, upload, stage)
  }

  private static func interrupt(
    _ client: Program, _ call: ServedCall, _ stage: Stage
  ) async throws {
    stage.transcript.note("SIGINT to the client")
    client.signal(SIGINT)
    // A request that is cancelled may seem to end well just before its reset.
    var end = await call.next()
    while let event = end {
      if case .reset = event { break }
      if case .connectionClosed = event { break }
      end = await call.next()
    }
    guard case .reset(.cancel, _) = end else {
      throw CheckFailure(
        expected: "RST_STREAM CANCEL", received: end.map { "\($0)" } ?? "nothing",
        try: "Does the call run in a task that is cancelled, and does cancellation reach it?",
        isTimeout: end == nil)
    }
    try await client.expectExit(130)
  }
}
