internal import DataHubMessages
internal import Referee

extension Check {
  /// Lets send-stream upload small packages by the ten thousand, as fast as it can, and watches its
  /// memory: what it keeps of each package it sent is seen, were it but a GUID.
  static func sendManySmallPackages(_ stage: Stage) async throws {
    let referee = try await stage.referee()
    let count = stage.random.number(900_000...1_100_000)
    let client = try await stage.client("send-stream", "--count", "\(count)", to: referee)
    let call = try await referee.expectCall(Method.sendDataPackagesStream, from: client)
    var memory = MemoryStretches(client)
    for number in 1...MemoryStretches.packages {
      guard case .message = await call.next() else {
        throw CheckFailure(
          expected: "package \(number) of \(count)",
          received: call.ended.map { "\($0)" } ?? "nothing within \(readable(Patience.cap))")
      }
      try await memory.look(after: number)
    }
    try memory.expectFlat(
      "the client", "sends", try: "Keep nothing of what is sent, not even the packages' GUIDs.")
  }
}
