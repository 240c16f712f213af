internal import DataHubMessages
internal import Foundation
internal import Referee

extension ClientPace {
  /// A pause of less than a millisecond is one, and none is none. A machine that is busy may let some
  /// packages wait, and then they come together; and whoever pauses is held up by it more than who does not.
  static func expectFraction(of command: ClientCommand, _ stage: Stage) async throws {
    let referee = try await stage.referee()
    let tenths = stage.random.number(7...9)
    let interval = Duration.microseconds(100 * tenths)
    func time(_ argument: String) async throws -> Duration {
      let sent = try await stage.sent(
        by: command, ["--count", "500", "--interval", argument], count: 500, to: referee)
      return sent.packages[499].time - sent.packages[0].time
    }
    let least = interval * 499 * 0.95
    let pauses = "500 packages with pauses of 0.\(tenths) ms"
    var (paused, plain, isInTime) = ([Duration](), Duration.seconds(60), false)
    for _ in 1...3 {
      let own = Task { try await ownPauses(499, of: interval) }
      let latest = try await time("0.\(tenths)ms")
      paused.append(latest)
      let most = (try await own.value) * 2 + Patience.scaled(.milliseconds(750))
      isInTime = isInTime || latest < most
      plain = min(plain, try await time("0s"))
      let longest = paused.max() ?? latest
      if longest > least, isInTime, plain < longest * 0.6 { return }
    }
    let hint =
      "Give `interval` to pause(for:) as it is: it need not be a whole number of milliseconds."
    let most = paused.max() ?? .zero
    try Grader.expect(
      most > least, "\(pauses), within no less time than these take",
      received: "them within \(readable(most))", try: hint)
    try Grader.expect(
      isInTime, pauses, received: "them within \(readable(paused.min() ?? .zero))", try: hint)
    throw CheckFailure(
      expected: "500 packages one right after the other, where --interval is 0s",
      received: "them within \(readable(plain)), and with pauses of 0.\(tenths) ms within "
        + readable(most),
      try: "Wait for `interval`, and for nothing else.")
  }

  /// More packages than 32 bits count, and more time than anybody waits: the first one comes, and the call
  /// has no deadline that would end it before the others are due.
  static func expectMost(of command: ClientCommand, _ stage: Stage) async throws {
    let referee = try await stage.referee()
    let client = try await stage.client(
      command.rawValue, "--count", "\(5_000_000_000 + stage.random.number(1...999))",
      "--interval", "\(stage.random.number(66...90))s", to: referee)
    let call = try await referee.expectCall(command.method, from: client)
    _ = try await call.expectMessage(UploadPackage.self, "package 1 of 5,000,000,000")
    try Grader.expect(
      call.timeout == nil, "a call without a deadline, as packages are sent for years",
      received: "grpc-timeout \(call.timeout ?? "")", try: "An upload takes as long as it takes.")
    client.signal(SIGTERM)
  }
}
