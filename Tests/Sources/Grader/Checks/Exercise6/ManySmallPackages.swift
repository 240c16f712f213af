internal import DataHubMessages
internal import Referee

extension Check {
  /// Lets send-stream upload small packages by the ten thousand, as fast as it can, and watches its
  /// memory: what it keeps of each package it sent is seen, were it but a GUID.
  static func sendManySmallPackages(_ stage: Stage) async throws {
    let referee = try await stage.referee()
    let client = try await stage.client("send-stream", "--count", "1000000", to: referee)
    let call = try await referee.expectCall(Method.sendDataPackagesStream, from: client)
    // What is kept of each package is seen in each stretch; a buffer that grew once is not.
    var peaks: [Int] = []
    for number in 1...50_000 {
      guard case .message = await call.next() else {
        throw CheckFailure(
          expected: "package \(number) of 1000000",
          received: call.ended.map { "\($0)" } ?? "nothing within \(readable(Patience.cap))")
      }
      if [10_000, 30_000, 50_000].contains(number) {
        peaks.append(try await client.measured("peak memory", \.peakMemory))
      }
    }
    let growths = zip(peaks, peaks.dropFirst()).map { Double($1 - $0) / 1_048_576 }
    try expect(
      growths.contains { $0 <= 1 },
      "at most 1 MiB more memory in the client for each 20,000 packages that it sends",
      received: growths.map { "\(($0 * 10).rounded() / 10) MiB" }.joined(separator: " and "),
      try: "Keep nothing of the packages that are sent, not even their GUIDs.")
  }
}
