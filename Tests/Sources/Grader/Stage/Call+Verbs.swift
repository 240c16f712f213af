internal import DataHubMessages
internal import Referee

extension Call {
  /// The next message, or a failure that says what came instead.
  ///
  /// - Parameter expected: The message as a phrase: "package 3".
  func expectMessage<Message: SwiftProtobuf.Message>(
    _ type: Message.Type = Message.self, _ expected: String, within cap: Duration = Patience.cap,
    try hint: String? = nil
  ) async throws -> Arrived<Message> {
    do {
      if let arrived = try await nextMessage(type, within: cap) { return arrived }
    } catch RefereeError.undecodable(let name) {
      throw failure(expected, "a message that is no \(name)", hint)
    }
    throw failure(expected, instead(within: cap), hint, isTimeout: ended == nil)
  }

  /// The call's end with this status, skipping messages, or a failure that says what came instead.
  @discardableResult
  func expectStatus(
    _ code: GRPCStatus.Code, _ expected: String? = nil, within cap: Duration = Patience.cap,
    try hint: String? = nil
  ) async throws -> GRPCStatus {
    let deadline = ContinuousClock.now + cap
    var hasMessages = false
    while ended == nil, let event = await next(within: max(deadline - .now, .zero)) {
      if case .message = event { hasMessages = true }
    }
    if let status = ended?.status, status.code == code { return status }
    throw failure(
      expected ?? "the call to end with status \(code)",
      hasMessages && ended == nil
        ? "messages, and no end within \(readable(cap))" : instead(within: cap),
      hint, isTimeout: ended == nil)
  }

  /// A failure that is about this call's stream.
  func failure(
    _ expected: String, _ received: String, _ hint: String?, isTimeout: Bool = false
  ) -> CheckFailure {
    CheckFailure(expected: expected, received: received, try: hint, isTimeout: isTimeout)
      .about(self)
  }

  private func instead(within cap: Duration) -> String {
    ended.map { "\($0)" } ?? "nothing within \(readable(cap))"
  }
}

extension ServedCall {
  /// The client's half-close with no message before it, or a failure that says what came instead.
  func expectHalfClose(
    _ expected: String, within cap: Duration = Patience.cap, try hint: String? = nil
  ) async throws {
    if ended == nil, case .message(let octets, _)? = await next(within: cap) {
      throw failure(expected, "one more message (\(octets.count) octets)", hint)
    }
    if case .halfClosed? = ended { return }
    throw failure(
      expected, ended.map { "\($0)" } ?? "nothing within \(readable(cap))", hint,
      isTimeout: ended == nil)
  }
}
