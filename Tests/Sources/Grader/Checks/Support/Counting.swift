internal import Referee

extension RefereeCall {
  /// Takes all that comes, without looking into it, until nothing does for a while.
  func skipAll(until silence: Duration) async throws(CheckFailure) {
    while let event = await next(within: silence) {
      guard event.isEnd else { continue }
      throw failure("a stream that goes on", "\(event)", nil)
    }
  }
}

extension Call {
  /// Takes messages without looking into them, until `count` have come: to decode them would take
  /// longer than to make them.
  ///
  /// - Parameters:
  ///   - owner: Whose packages they are: "of a reader that does not pause".
  ///   - hint: What helps where the call ended with OK.
  ///   - missing: What helps where it goes on, and nothing comes.
  func skip(
    _ count: Int, _ owner: String, try hint: String? = nil, missing: String? = nil
  ) async throws {
    var messages = 0
    while messages < count {
      let event = await next()
      if case .message? = event { messages += 1 }
      if event?.isEnd != false {
        throw CheckFailure(
          expected: "package \(messages + 1) \(owner)",
          received: event.map { "\($0)" } ?? "nothing within \(readable(Patience.cap))",
          try: event == nil ? missing : event?.status?.code == .ok ? hint : nil,
          isTimeout: event == nil)
      }
    }
  }
}
