internal import DataHubMessages
internal import Referee

/// A client's call that has come to a certain place, and waits there for the server.
struct CommandCall: Sendable {
  enum Place: String {
    case unanswered = "before the first answer"
    case answered = "after an answer"
    case halfClosed = "after the client's half-close"
  }

  let client: Program
  let served: ServedCall
  /// What the client has printed by now.
  let printed: [String]

  /// The places where the client can wait for the server.
  static func places(of command: ClientCommand) -> [Place] {
    switch command {
    case .getStream: [.unanswered, .answered]
    case .sendStream: [.unanswered, .halfClosed]
    case .exchange: [.unanswered, .answered, .halfClosed]
    case .send: [.unanswered]
    }
  }

  /// Starts the client, and plays the server until its call is there.
  static func begin(
    _ command: ClientCommand, at place: Place, _ stage: Stage
  ) async throws -> CommandCall {
    stage.transcript.note("\(command.rawValue), \(place.rawValue)")
    let referee = try await stage.referee()
    let flags: [String] =
      switch command {
      case .getStream, .send: []
      case .sendStream, .exchange:
        ["--interval", "\(stage.random.number(66...90))s"]
          + (place == .halfClosed ? ["--count", "1"] : [])
      }
    let client = try await stage.client([command.rawValue, "--port", "\(referee.port)"] + flags)
    let call = try await referee.expectCall(command.method, from: client)
    var printed: [String] = []
    switch command {
    case .getStream:
      _ = try await call.expectMessage(Subscription.self, "the request")
      if place == .answered { printed.append(try await call.sendPackage()) }
    case .sendStream:
      _ = try await call.expectMessage(UploadPackage.self, "package 1")
    case .exchange:
      let package = try await call.expectMessage(UploadPackage.self, "package 1").message
      if place == .unanswered { break }
      let answer = UploadAnswer.sample(to: package, count: 1)
      try await call.send(answer)
      printed.append(AnswerLine.text(answer))
    case .send:
      _ = try await call.expectMessage(SinglePackage.self, "the request")
    }
    for line in printed { _ = try await client.expectLine(.stdout, "\(quoted(line)) on stdout") }
    if place == .halfClosed { try await call.expectHalfClose("END_STREAM after package 1") }
    return CommandCall(client: client, served: call, printed: printed)
  }

  /// After the exit: throws if the client printed more than it had to.
  func expectNothingElse() throws(CheckFailure) {
    let lines = client.allLines(.stdout).map(\.text)
    try expect(
      lines == printed, printed.isEmpty ? "nothing on stdout" : "\(printed.count) line on stdout",
      received: quoted(lines.joined(separator: "\n")),
      try: "Print what the server has answered, and nothing where it has not.")
  }
}
