internal import Referee

/// What a server logs of its uploads, on stderr.
struct UploadLog: Sendable {
  enum Entry: Sendable {
    /// With how many packages.
    case completed(Int)
    case aborted
  }

  private static let words = ["upload completed", "upload aborted"]

  let program: Program

  /// The next entry, which is that of the upload that has just ended.
  func expect(_ entry: Entry, of upload: String) async throws {
    let expected = "a line \"\(entry.words)\" on stderr for \(upload)"
    guard let line = await next(within: Patience.cap) else {
      throw CheckFailure(
        expected: expected, received: "none",
        try: "Log on every way out of the method, with `defer` or in a `catch`.", isTimeout: true)
    }
    try Grader.expect(
      line.contains(entry.words), expected, received: quoted(line), try: entry.hintIfOther)
    if case .completed(let count) = entry { try expectCount(count, in: line, of: upload) }
  }

  /// No entry of an upload that has not ended.
  func expectNone(of upload: String) async throws {
    let line = await next(within: .zero)
    try Grader.expect(
      line == nil, "no line about \(upload) on stderr yet", received: quoted(line ?? ""),
      try: "Log when the method ends, and once.")
  }

  /// After the exit: these entries and no others, in any order.
  func expectRest(_ entries: [Entry], of uploads: String) async throws {
    var lines: [String] = []
    while let line = await next(within: .zero) { lines.append(line) }
    for entry in entries {
      let place = lines.firstIndex { $0.contains(entry.words) }
      try Grader.expect(
        place != nil, "a line \"\(entry.words)\" on stderr for \(uploads)",
        received: lines.isEmpty ? "none" : lines.map { quoted($0) }.joined(separator: ", "),
        try:
          "Log on every way out, with `defer` or in a `catch` of whatever is thrown, and what the "
          + "client was told.")
      let line = lines.remove(at: place ?? 0)
      if case .completed(let count) = entry { try expectCount(count, in: line, of: uploads) }
    }
    try Grader.expect(
      lines.isEmpty, "no other line on stderr for \(uploads)", received: quoted(lines.first ?? ""),
      try: "Log when the method ends, and once.")
  }

  private func expectCount(_ count: Int, in line: String, of upload: String) throws(CheckFailure) {
    let numbers = line.split { !$0.isASCII || !$0.isNumber }
    try Grader.expect(
      numbers.contains("\(count)"),
      "a line \"\(Entry.completed(count).words)\" on stderr for \(upload) with the count \(count)",
      received: quoted(line), try: "Log the count on the same line, as metadata or in the text.")
  }

  private func next(within cap: Duration) async -> String? {
    let deadline = ContinuousClock.now + cap
    while let line = await program.line(
      .stderr, containing: "upload ", within: max(deadline - .now, .zero))
    {
      if Self.words.contains(where: line.text.contains) { return line.text }
    }
    return nil
  }
}

extension UploadLog.Entry {
  fileprivate var words: String {
    switch self {
    case .completed: "upload completed"
    case .aborted: "upload aborted"
    }
  }

  /// One thing to try where the other entry was logged.
  fileprivate var hintIfOther: String {
    switch self {
    case .completed: "Log \"aborted\" only where the method ends without an answer, and once."
    case .aborted:
      """
      Log "completed" only once there is an answer: the loop may have thrown, a package may be bad, \
      and the packages of a client that left may seem complete (context.cancellation tells).
      """
    }
  }
}
