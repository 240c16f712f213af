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
    let referee = try await stage.referee()
    let client = try await stage.client("get-stream", "--for", "60s", to: referee)
    let call = try await referee.expectCall(Method.getDataPackagesStream, from: client)
    for (number, pause) in zip(1..., pauses) {
      try await Task.sleep(for: pause)
      let guid = try await call.sendPackage()
      try await client.expectLine(
        guid: guid, "the GUID of package \(number) on stdout, sent after \(readable(pause))")
    }
    client.signal(SIGTERM)
  }

  /// A server that reads nothing for a while, of a client that has more to send than may be on its way.
  static func unreadUpload(_ stage: Stage, _ pause: Duration) async throws {
    let referee = try await stage.referee(
      options: PeerOptions(initialWindowSize: 2_048, readsAutomatically: false))
    let client = try await stage.client("send-stream", "--count", "2000", to: referee)
    let call = try await referee.expectCall(Method.sendDataPackagesStream, from: client)
    try await Task.sleep(for: pause)
    try await call.resumeReading(wideningBy: 1 << 20)
    try await call.skip(2_000, "of 2,000, as they are read after \(readable(pause))")
    try await call.expectHalfClose("the client's half-close after package 2,000")
    try await call.answer(count: 2_000)
    try await client.expectExit(0, after: .goodEnd)
  }

  /// A server that takes its time with the answer.
  static func silentUpload(_ stage: Stage, _ pause: Duration) async throws {
    let referee = try await stage.referee()
    let client = try await stage.client("send-stream", "--count", "1", to: referee)
    let call = try await referee.expectCall(Method.sendDataPackagesStream, from: client)
    _ = try await call.expectMessage(UploadPackage.self, "package 1")
    try await call.expectHalfClose("the client's half-close after package 1")
    try await Task.sleep(for: pause)
    let count = Int32(stage.random.number(10...9_999))
    try await call.answer(count: count)
    try await client.expectCount(count)
  }

  static func silentExchange(_ stage: Stage, _ pause: Duration) async throws {
    let referee = try await stage.referee()
    let client = try await stage.client(
      "exchange", "--count", "2", "--interval", "0s", to: referee)
    let call = try await referee.expectCall(Method.exchangeDataPackages, from: client)
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
