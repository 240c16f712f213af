internal import DataHubMessages
internal import Referee

extension ServedCall {
  /// Sends a package to a client that has subscribed, and returns its GUID.
  @discardableResult
  func sendPackage(isSuccess: Bool = true, lastError: String = "") async throws -> String {
    var package = EgressPackage()
    package.isSuccess = isSuccess
    package.lastError = lastError
    package.trackingGuid = freshGUID()
    package.tagName = "SomeTagName"
    package.tagValue = String(Ticks.now())
    try await send(package)
    return package.trackingGuid
  }
}

extension Program {
  /// Lines of stdout that are just these GUIDs, in any case.
  func expectLine(
    guid: String, _ expected: String, within cap: Duration = Patience.cap, try hint: String? = nil
  ) async throws {
    let line = try await expectLine(.stdout, expected, within: cap, try: hint)
    try expect(
      isLine(line, guid), "\(expected), \(quoted(guid))", received: quoted(line.text),
      try: "Print the package's tracking_guid, alone on its line.")
  }

  /// After the exit: stdout has a line for each of these GUIDs, and no other.
  func expectOutput(guids: [String], try hint: String? = nil) throws {
    let lines = allLines(.stdout)
    for (index, guid) in guids.enumerated() {
      try expect(
        index < lines.count, "line \(index + 1) of stdout to be \(quoted(guid))",
        received: "\(lines.count) lines", try: hint)
      try expect(
        isLine(lines[index], guid), "line \(index + 1) of stdout to be \(quoted(guid))",
        received: quoted(lines[index].text), try: hint)
    }
    if lines.count > guids.count {
      throw CheckFailure(
        expected: "\(guids.count) lines on stdout",
        received: "another one, \(quoted(lines[guids.count].text))", try: hint)
    }
  }

  private func isLine(_ line: Line, _ guid: String) -> Bool {
    line.text.lowercased().split(whereSeparator: \.isWhitespace) == [Substring(guid.lowercased())]
  }
}
