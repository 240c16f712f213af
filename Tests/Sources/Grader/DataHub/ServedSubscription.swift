internal import DataHubMessages
internal import Referee

extension ServedCall {
  /// Sends a package to a client that has subscribed, and returns its GUID, which is in both cases.
  @discardableResult
  func sendPackage(
    guid: String = mixedGUID(), isSuccess: Bool = true, lastError: String = ""
  ) async throws -> String {
    try await send(package(guid: guid, isSuccess: isSuccess, lastError: lastError))
    return guid
  }

  /// Sends good packages one right after the other, and returns their GUIDs.
  func sendPackages(_ count: Int) async throws -> [String] {
    let guids = (0..<count).map { _ in mixedGUID() }
    try await send(contentsOf: guids.map { package(guid: $0) })
    return guids
  }

  private func package(
    guid: String, isSuccess: Bool = true, lastError: String = ""
  ) -> EgressPackage {
    var package = EgressPackage()
    package.isSuccess = isSuccess
    package.lastError = lastError
    package.trackingGuid = guid
    package.tagName = SeededRandom.current.tag()
    package.tagValue = String(Ticks.now())
    return package
  }
}

extension Program {
  /// The next line of stdout, which has to be this GUID, octet for octet.
  ///
  /// - Parameters:
  ///   - others: The GUIDs of packages that were sent with it.
  ///   - missing: One thing to try if the client goes on and prints nothing.
  ///   - gone: One thing to try if it has ended instead.
  func expectLine(
    guid: String, _ expected: String, butFor failed: [String] = [], among others: [String] = [],
    missing: String? = nil, gone: String? = nil
  ) async throws {
    let line = try await expectLine(.stdout, expected, missing: missing, gone: gone)
    if line.text == guid { return }
    throw CheckFailure(
      expected: "\(expected), \(quoted(guid))", received: quoted(line.text),
      try: others.contains(line.text) ? Self.printInLoop : hint(line.text, guid, failed))
  }

  /// After the exit: stdout has a line for each of these GUIDs, and no other.
  func expectOutput(guids: [String], butFor failed: [String] = []) throws(CheckFailure) {
    let lines = allLines(.stdout).map(\.text)
    for (index, guid) in guids.enumerated() {
      let name = "line \(index + 1) of stdout to be \(quoted(guid))"
      try expect(index < lines.count, name, received: counted(lines.count, "line"))
      try expect(
        lines[index] == guid, name, received: quoted(lines[index]),
        try: guids.contains(lines[index])
          ? Self.printInLoop : hint(lines[index], guid, failed))
    }
    if lines.count > guids.count {
      let extra = lines[guids.count]
      throw CheckFailure(
        expected: "\(counted(guids.count, "line")) on stdout",
        received: "another one, \(quoted(extra))",
        try: failed.contains { extra.contains($0) }
          ? Self.lookFirst : "Print nothing else on stdout: what is for people goes to stderr.")
    }
  }

  static let printInLoop =
    "Print in the loop that reads: what tasks of their own print comes in any order, or never."
  private static let lookFirst = "Look at isSuccess before you print the GUID."

  private func hint(_ line: String, _ guid: String, _ failed: [String]) -> String? {
    if failed.contains(where: { !isUUID($0) && !$0.isEmpty && line.contains($0) }) {
      return "Print lastError on stderr: printError."
    }
    if failed.contains(where: { !$0.isEmpty && line.contains($0) }) { return Self.lookFirst }
    if line.lowercased() == guid.lowercased() {
      return "Print tracking_guid as it is: in no other case."
    }
    if line.contains(guid) { return "Print the package's tracking_guid, alone on its line." }
    return nil
  }
}
