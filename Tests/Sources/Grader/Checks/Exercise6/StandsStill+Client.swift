internal import DataHubMessages
internal import Foundation
internal import Referee

/// Servers that stand still, and what the client does meanwhile: nothing.
extension Check {
  static func silentStream(_ stage: Stage, _ pause: Duration) async throws {
    try await stream(stage, pauses: [.zero, pause])
  }

  static func lateStream(_ stage: Stage, _ pause: Duration) async throws {
    try await stream(stage, pauses: [pause])
  }

  /// A server that says nothing for a while before each package.
  private static func stream(_ stage: Stage, pauses: [Duration]) async throws {
    try await play(.getStream, ["--for", "60s"], stage) { client, call in
      for (number, pause) in zip(1..., pauses) {
        try await Task.sleep(for: pause)
        let guid = try await call.sendPackage()
        try await client.expectLine(
          guid: guid, "the GUID of package \(number) on stdout, sent after \(readable(pause))")
      }
      client.signal(SIGTERM)
    }
  }

  /// A server that reads nothing for a while, of a client that has more to send than may be on its way.
  static func unreadUpload(_ stage: Stage, _ pause: Duration) async throws {
    let options = PeerOptions(initialWindowSize: 2_048, readsAutomatically: false)
    try await play(.sendStream, ["--count", "2000"], stage, options) { client, call in
      try await Task.sleep(for: pause)
      try await call.resumeReading(wideningBy: 1 << 20)
      try await call.skip(2_000, "of 2,000, as they are read after \(readable(pause))")
      try await call.expectHalfClose("the client's half-close after package 2,000")
      try await call.answer(count: 2_000)
      try await client.expectCount(2_000)
    }
  }

  /// A server that takes its time with the answer.
  static func silentUpload(_ stage: Stage, _ pause: Duration) async throws {
    let count = Int32(stage.random.number(10...9_999))
    try await play(.sendStream, ["--count", "1"], stage) { client, call in
      _ = try await call.expectMessage(UploadPackage.self, "package 1")
      try await call.expectHalfClose("the client's half-close after package 1")
      try await Task.sleep(for: pause)
      try await call.answer(count: count)
      try await client.expectCount(count)
    }
  }

  static func silentExchange(_ stage: Stage, _ pause: Duration) async throws {
    try await play(.exchange, ["--count", "2", "--interval", "0s"], stage) { client, call in
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

  /// Begins a command, and plays its server. What fails is about its call, as others go on meanwhile.
  private static func play(
    _ command: ClientCommand, _ arguments: [String], _ stage: Stage,
    _ options: PeerOptions = PeerOptions(),
    _ server: (Program, ServedCall) async throws -> Void
  ) async throws {
    let referee = try await stage.referee(options: options)
    let client = try await stage.client(
      [command.rawValue] + arguments + ["--port", "\(referee.port)"])
    let call = try await referee.expectCall(command.method, from: client)
    do { try await server(client, call) } catch let failure as CheckFailure {
      throw failure.about(call)
    }
  }
}
