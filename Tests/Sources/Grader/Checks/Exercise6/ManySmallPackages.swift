internal import DataHubMessages
internal import Referee

extension Check {
  /// Lets send-stream upload small packages by the ten thousand, as fast as it can, and watches its
  /// memory: what it keeps of each package it sent is seen, were it but a GUID.
  static func sendManySmallPackages(_ stage: Stage) async throws {
    let referee = try await stage.referee()
    let client = try await stage.client("send-stream", "--count", "1000000", to: referee)
    let call = try await referee.expectCall(Method.sendDataPackagesStream, from: client)
    var before = 0
    for number in 1...50_000 {
      guard case .message = await call.next() else {
        throw CheckFailure(
          expected: "package \(number) of 1000000",
          received: call.ended.map { "\($0)" } ?? "nothing within \(readable(Patience.cap))")
      }
      if number == 10_000 { before = try await client.measured("peak memory", \.peakMemory) }
    }
    let growth = Double(try await client.measured("peak memory", \.peakMemory) - before) / 1_048_576
    try expect(
      growth <= 2, "at most 2 MiB more memory in the client from package 10,000 on to 50,000",
      received: "\(growth.rounded()) MiB",
      try: "Keep nothing of the packages that are sent, not even their GUIDs.")
  }
}
