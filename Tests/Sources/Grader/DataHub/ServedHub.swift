internal import DataHubMessages
internal import Referee

/// A call of `subscribe` at the referee, which plays the hub.
struct ServedHub: Sendable {
  let call: ServedCall
  let request: HubRequest
  var hubGuid: String

  /// Sends a package, and returns the line that the client makes of it.
  @discardableResult
  func sendPackage(
    _ number: Int64, missed: Int64 = 0, value: String? = nil
  ) async throws -> String {
    let message = message(number, missed: missed, value: value)
    try await call.send(message)
    return line(of: message)
  }

  /// Sends many packages at once, and returns the lines.
  func sendPackages(_ numbers: ClosedRange<Int64>) async throws -> [String] {
    let messages = numbers.map { message($0) }
    try await call.send(contentsOf: messages)
    return messages.map(line)
  }

  private func message(_ number: Int64, missed: Int64 = 0, value: String? = nil) -> HubMessage {
    var message = HubMessage()
    message.hubGuid = hubGuid
    message.number = number
    message.missed = missed
    message.package = .fresh(tag: request.tagName)
    message.package.tagValue = value ?? "\(SeededRandom.current.number(1...1_000_000))"
    return message
  }

  private func line(of message: HubMessage) -> String {
    "\(message.number) \(message.package.tagValue)"
  }

  /// Sends a message without a package.
  func sendSign(_ number: Int64) async throws {
    var message = HubMessage()
    message.hubGuid = hubGuid
    message.number = number
    try await call.send(message)
  }

  /// Throws unless the request goes on behind a number of a hub.
  func expectRequest(
    after: Int64, of hub: String, try hint: String? = nil
  ) throws(CheckFailure) {
    try expect("a request with hub_guid", request.hubGuid, equals: hub, try: hint)
    try expect("a request with after", request.after, equals: after, try: hint)
  }
}

extension RefereeServer {
  /// The client's next subscription, with its request.
  func expectSubscription(
    from client: Program, hub: String = freshGUID(), within cap: Duration = Patience.cap,
    try hint: String? = nil
  ) async throws -> ServedHub {
    let call = try await expectCall(
      Method.subscribeDataPackages, from: client, within: cap, try: hint)
    let request = try await call.expectMessage(HubRequest.self, "the request").message
    try expect(
      isUUID(request.trackingGuid), "a request whose tracking_guid is a UUID",
      received: quoted(request.trackingGuid), try: "Set trackingGuid to a fresh UUID.")
    return ServedHub(call: call, request: request, hubGuid: hub)
  }
}

extension Program {
  /// The next line of stdout, which has to be this one.
  ///
  /// - Parameter call: The call that the line's package came by.
  func expectPrinted(_ line: String, by call: ServedCall) async throws {
    do {
      try await expectPrinted(line)
    } catch let failure as CheckFailure {
      throw failure.about(call)
    }
  }

  /// The next line of stdout, which has to be this one.
  func expectPrinted(_ line: String) async throws {
    let expected = "\(quoted(line)) on stdout"
    let printed = try await expectLine(
      .stdout, expected, missing: "Print each package when it comes.",
      gone: "Look at what the client says on stderr.")
    try expect(
      printed.text == line, expected, received: quoted(printed.text),
      try: printed.text.wholeMatch(of: /[0-9]+ ?/) != nil
        ? "A message without a package is a sign of life: ask hasPackage, and print nothing for it."
        : printed.text.hasPrefix("missed")
          ? "Tell of a gap on stderr: printError."
          : "A line is the number, a space and the tag_value, of each package once, in order.")
  }

  /// After the exit: stdout had these lines, and no others.
  func expectNothingBut(_ lines: [String]) throws(CheckFailure) {
    let printed = allLines(.stdout).map(\.text)
    let extra = zip(printed, lines + Array(repeating: "", count: printed.count))
      .first { $0 != $1 }
    try expect(
      printed == lines, "\(counted(lines.count, "line")) on stdout, one for each package",
      received: extra.map { quoted($0.0) + " as another one" } ?? counted(printed.count, "line"),
      try: "Print packages, each once: no sign of life, and nothing for people.")
  }

  /// How many lines stderr has. What is said may take more than one, which come together.
  var errorCount: Int { allLines(.stderr).count }

  /// Waits until something more was said on stderr than that many lines.
  func expectWord(behind count: Int, _ expected: String) async throws {
    while errorCount <= count {
      _ = try await expectLine(.stderr, expected, missing: Self.sayOnce, gone: nil)
    }
  }

  /// Throws if more was said on stderr than that many lines.
  func expectNoWord(behind count: Int, _ expected: String) throws(CheckFailure) {
    let lines = allLines(.stderr).map(\.text)
    try expect(
      lines.count == count, expected,
      received: lines.dropFirst(count).map { quoted($0) }.joined(separator: ", "), try: Self.sayOnce
    )
  }

  private static let sayOnce = """
    Say once that the server is lost, for all attempts, and once that it is back, when the first \
    message has come again, be it a sign of life: printError.
    """
}
