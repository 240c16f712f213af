internal import HTTP2
internal import Referee

extension Check {
  static let leavesSilentServer = Check(
    "2.4", "get-stream leaves in time, even when the server is silent",
    requirement: """
      After --for the client cancels the call (RST_STREAM with CANCEL) and exits with 0, whether \
      packages come or not.
      """,
    step: 3, takes: .seconds(2)
  ) { stage in
    let referee = try await stage.referee()
    for packages in [1, 0] {
      try await expectLeave(referee, packages: packages, stage)
    }
  }

  private static func expectLeave(
    _ referee: RefereeServer, packages: Int, _ stage: Stage
  ) async throws {
    let stay = Patience.scaled(.milliseconds(500))
    let begin = stage.transcript.now
    let client = try await stage.client(
      "get-stream", "--for", "\(Int(stay / .milliseconds(1)))ms", to: referee)
    let call = try await referee.expectCall(Method.getDataPackagesStream, from: client)
    for _ in 0..<packages { try await call.sendPackage() }

    let silence = packages == 0 ? "no package came" : "no more packages came"
    let expected = "RST_STREAM CANCEL after \(readable(stay)), though \(silence)"
    guard let leave = try await leave(call) else {
      throw CheckFailure(
        expected: expected,
        received: "the client still there after \(readable(stage.transcript.now - begin))",
        try: "Let the clock run beside the loop over the packages, not inside it.", isTimeout: true)
    }
    guard case .reset(.cancel, let time) = leave else {
      throw CheckFailure(
        expected: expected, received: "\(leave)",
        try: "Cancel the task that makes the call; do not end the program under it.")
    }
    try expect(
      time - begin >= stay, expected, received: "it after \(readable(time - begin))",
      try: "Stay for as long as --for says.")
    try await client.expectExit(
      0, try: "That the call was cancelled is no error when you are the one who left.")
  }

  /// What ended the call on the client's side, after the half-close of its request.
  private static func leave(_ call: ServedCall) async throws -> CallEvent? {
    while let event = await call.next() {
      switch event {
      case .headers, .message, .halfClosed, .trailers: continue
      case .reset, .connectionClosed: return event
      }
    }
    return nil
  }
}
