internal import Referee

extension Check {
  static let failedPackages = Check(
    "2.3", "get-stream tells failed packages apart",
    requirement: """
      Of a package without is_success, last_error goes to stderr as it comes, and nothing to stdout; \
      the next good one is printed as ever.
      """,
    step: 2
  ) { stage in
    let referee = try await stage.referee()
    let client = try await stage.client(
      "get-stream", "--for", "\(stage.random.number(66...90))s", to: referee)
    let call = try await referee.expectCall(Method.getDataPackagesStream, from: client)

    // Whether a package is good is said by is_success alone: one has a last_error nevertheless, and
    // one that failed has none.
    let tag = stage.random.tag()
    let packages = [
      (true, ""), (false, "\(tag) is off"), (true, ""), (false, ""), (false, .longWords),
      (false, "\(tag) is off"), (false, "\(tag) is off"), (true, "\(tag) was off before"),
      (true, ""),
    ]
    var (good, failed): ([String], [String]) = ([], [])
    for (number, (isSuccess, lastError)) in zip(1..., packages) {
      let guid = try await call.sendPackage(isSuccess: isSuccess, lastError: lastError)
      if !isSuccess { failed += [guid, lastError] }
      if !isSuccess { continue }
      good.append(guid)
      try await client.expectLine(
        guid: guid, "the GUID of package \(number) on stdout", butFor: failed,
        missing: lastError.isEmpty ? nil : "Ask isSuccess, and not whether lastError is empty.",
        gone: failed.isEmpty
          ? "Await the call, and read until the stream ends."
          : "Go on with the loop after a package that failed: it is no end of the stream.")
      try await client.expectErrorsSoFar(packages.prefix(number).filter { !$0.0 }.map(\.1))
    }
    try await call.finish()
    try await client.expectExit(0, after: .streamEnd)
    try client.expectOutput(guids: good, butFor: failed)
    try client.expectErrors(packages.filter { !$0.0 }.map(\.1))
  }
}

extension String {
  /// A text for people that is to be handed on as it is: of any case, with spaces, longer than a line.
  static var longWords: String {
    "Fühler \(SeededRandom.current.tag()):  100 % – "
      + String(repeating: "OFF, and on again;  ", count: 20) + "\(freshGUID())"
  }
}

extension Program {
  /// While the program goes on: a line on stderr with each of these texts.
  func expectErrorsSoFar(_ texts: [String]) async throws {
    for text in texts where !text.isEmpty {
      let times = texts.count { $0 == text }
      while allLines(.stderr).count(where: { $0.text.contains(text) }) < times {
        _ = try await expectLine(
          .stderr,
          "\(counted(times, "line")) on stderr with \(quoted(text)), while the call goes on",
          try: "Print last_error to stderr where isSuccess is false, when it comes: printError.")
      }
    }
  }

  /// After the exit: one line on stderr with each of these texts, in their order.
  func expectErrors(_ texts: [String]) throws(CheckFailure) {
    let lines = allLines(.stderr).map(\.text)
    var rest = lines[...]
    for (number, text) in zip(1..., texts) where !text.isEmpty {
      let place = rest.firstIndex { $0.contains(text) }
      try expect(
        place != nil, "a line on stderr with \(quoted(text))",
        received: lines.isEmpty ? "nothing on stderr" : quoted(lines.joined(separator: "\n")),
        try: "Print last_error to stderr where isSuccess is false: printError.")
      rest = rest[((place ?? rest.endIndex - 1) + 1)...]
      try expect(
        texts.dropFirst(number).contains(text) || !rest.contains { $0.contains(text) },
        "one line on stderr with \(quoted(text))",
        received: "another one", try: "Print each last_error once.")
    }
  }
}
