internal import Foundation
internal import HTTP2
internal import Referee

extension Check {
  static let cancelsOnInterrupt = Check(
    "5.9", "Ctrl-C cancels the client's call",
    requirement: """
      On SIGINT the client cancels its call (RST_STREAM with CANCEL) and exits with 130, whatever \
      the command, and also when the server has said nothing.
      """,
    step: 5, takes: .seconds(1)
  ) { stage in
    for command in ClientCommand.allCases {
      for place in CommandCall.places(of: command) {
        let call = try await CommandCall.begin(command, at: place, stage)
        try await interrupt(call.client, call.served, stage)
        try call.expectNothingElse()
      }
    }
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
      if case .message = event {
        throw CheckFailure(
          expected: "RST_STREAM CANCEL, and no package before it", received: "a package",
          try: "Let the error of the pause through: it ends the loop.")
      }
      end = await call.next()
    }
    guard case .reset(.cancel, _) = end else {
      throw CheckFailure(
        expected: "RST_STREAM CANCEL", received: end.map { "\($0)" } ?? "nothing",
        try: "Does the call run in a task that is cancelled, and does cancellation reach it?",
        isTimeout: end == nil)
    }
    try await client.expectExit(130, after: .interrupt)
    try client.expectNoError("as it is the user who left")
  }
}
