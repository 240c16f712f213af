internal import Referee

extension Program {
  /// The program's exit with this code, or a failure that says what happened instead.
  func expectExit(
    _ code: Int32, within cap: Duration = Patience.cap, try hint: String? = nil
  ) async throws {
    let status = await exit(within: cap)
    if status == .exited(code) { return }
    throw CheckFailure(
      expected: "the program to exit with \(code) within \(readable(cap))",
      received: status.map { "it \($0.did)" } ?? "it still runs", try: hint,
      isTimeout: status == nil)
  }

  /// The program's next line, or a failure that says what happened instead.
  func expectLine(
    _ output: Output, _ expected: String, within cap: Duration = Patience.cap,
    try hint: String? = nil
  ) async throws -> Line {
    try await expectLine(output, expected, within: cap, missing: hint, gone: hint)
  }

  /// - Parameters:
  ///   - missing: One thing to try if the program goes on and prints nothing.
  ///   - gone: One thing to try if it has ended instead.
  func expectLine(
    _ output: Output, _ expected: String, within cap: Duration = Patience.cap, missing: String?,
    gone: String?
  ) async throws -> Line {
    if let line = await nextLine(output, within: cap) { return line }
    // Its output may end a moment before it does.
    let status = await exit(within: .milliseconds(500))
    throw CheckFailure(
      expected: expected,
      received: status.map { "the program \($0.did)" } ?? "no line within \(readable(cap))",
      try: status == nil ? missing : gone, isTimeout: status == nil)
  }
}

extension RefereeServer {
  /// The next call, or a failure: the client never made it, or ended before it could.
  func expectCall(
    _ method: Method, from client: Program, within cap: Duration = Patience.cap,
    try hint: String? = nil
  ) async throws -> ServedCall {
    let expected = "a call of \(method.path)"
    guard let call = await nextCall(from: client, within: cap) else {
      let status = await client.exit(within: .zero)
      throw CheckFailure(
        expected: expected,
        received: status.map { "no call; the client \($0.did)" }
          ?? "no call within \(readable(cap))",
        try: hint
          ?? status.map { status in
            status == .exited(0)
              ? "Is the call made, and awaited? A task that nobody awaits ends with the program."
              : "Look at what the client says on stderr."
          },
        isTimeout: status == nil)
    }
    try expect(call.path == method.path, expected, received: "a call of \(call.path)", try: hint)
    return call
  }

  /// Gives up early if the client is gone.
  private func nextCall(from client: Program, within cap: Duration) async -> ServedCall? {
    let deadline = ContinuousClock.now + cap
    while ContinuousClock.now < deadline, !Task.isCancelled {
      let wasGone = await client.exit(within: .zero) != nil
      if let call = await nextCall(within: .milliseconds(200)) { return call }
      if wasGone { return nil }
    }
    return nil
  }
}
