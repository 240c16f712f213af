internal import Referee

/// What a client's call came to, and what a mistake looks like then.
enum ClientEnd {
  /// The server ended the call with OK.
  case goodEnd
  /// The server ended the call of get-stream with OK, before the time of `--for` was over.
  case streamEnd
  /// The server ended the call with an error, or the connection was lost.
  case failure
  /// Nothing listens.
  case noServer
  /// The time of `--for` was over.
  case leave
  /// Ctrl-C.
  case interrupt

  /// One thing to try; nil where nothing is known.
  ///
  /// - Parameter status: How the program ended; nil if it goes on.
  func hint(_ status: ExitStatus?) -> String? {
    switch (self, status) {
    case (.goodEnd, nil):
      "The call is over, and the program waits for something else. Await the call; when it ends, "
        + "nothing else keeps the program."
    case (.streamEnd, nil):
      "Whichever comes first ends the other: the stream's end, or the time to leave."
    case (.goodEnd, .exited(1)), (.streamEnd, .exited(1)): "An end with OK is no error."
    case (.noServer, nil): "Let the first error of the call through, and do not try again."
    case (.failure, .exited(0)), (.noServer, .exited(0)):
      "Let the error of the call through: no `try?`, no empty `catch`, and no call in a task that "
        + "nobody awaits."
    case (.failure, nil):
      "The call has failed, and the program waits for something else. Await the call: its error "
        + "ends the rest."
    case (.leave, .exited(1)):
      "That the call was cancelled is no error when you are the one who left."
    case (.interrupt, .exited(0)):
      "Let the error of the cancelled call through: `Connection.run` makes it exit code 130."
    case (.interrupt, .exited):
      "Leave the exit code to `Connection.run`, and end the program nowhere else."
    default: nil
    }
  }
}

extension Program {
  /// The client's exit with this code, or a failure with a hint for what was seen instead.
  func expectExit(
    _ code: Int32, after end: ClientEnd, within cap: Duration = Patience.cap
  ) async throws {
    let status = await exit(within: cap)
    if status == .exited(code) { return }
    throw CheckFailure(
      expected: "the program to exit with \(code) within \(readable(cap))",
      received: status.map { "it \($0.did)" } ?? "it still runs", try: end.hint(status),
      isTimeout: status == nil)
  }
}
