internal import DataHubMessages
internal import Referee

extension Check {
  /// Lets a command send small packages by the ten thousand, as fast as it can, and watches its memory:
  /// what it keeps of each package it sent is seen, were it but a GUID. An exchange is answered.
  static func sendManySmallPackages(by command: ClientCommand, _ stage: Stage) async throws {
    let referee = try await stage.referee()
    let count = stage.random.number(900_000...1_100_000)
    let client = try await stage.client(command.rawValue, "--count", "\(count)", to: referee)
    let call = try await referee.expectCall(command.method, from: client)
    var memory = MemoryStretches(client)
    for number in 1...MemoryStretches.packages {
      guard case .message = await call.next() else {
        throw CheckFailure(
          expected: "package \(number) of \(count)",
          received: call.ended.map { "\($0)" } ?? "nothing within \(readable(Patience.cap))")
      }
      if command == .exchange, number % 500 == 0 {
        try await call.send(contentsOf: (1...500).map { _ in UploadAnswer.total(of: [.fresh()]) })
      }
      try await memory.look(after: number)
    }
    try memory.expectFlat(
      "the client", "sends", try: "Keep nothing of what is sent, not even the packages' GUIDs.")
  }
}
