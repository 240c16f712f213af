internal import Referee

extension Program {
  /// After the exit: one line `error: <code>: <message>` on stderr, perhaps with a cause behind it.
  ///
  /// - Parameters:
  ///   - code: In any case, with or without underscores; any code if nil.
  ///   - message: The message; any if empty, but there has to be one.
  func expectError(_ code: String? = nil, _ message: String = "") throws(CheckFailure) {
    let lines = allLines(.stderr).map(\.text)
    let count = lines.count { line in
      guard let error = line.wholeMatch(of: #/[Ee]rror: ([A-Za-z_ ]+): (.+)/#)?.output else {
        return false
      }
      let name = error.1.lowercased().filter { $0.isLetter }
      return (code == nil || name == code?.lowercased())
        && (message.isEmpty || error.2 == message || error.2.hasPrefix("\(message) ("))
    }
    let like = "error: \(code ?? "<code>"): \(message.isEmpty ? "<message>" : message)"
    try expect(
      count == 1, "a line on stderr like \(quoted(like))",
      received: lines.isEmpty ? "nothing on stderr" : quoted(lines.joined(separator: "\n")),
      try: "Let the error of the call through: no `try?`, no `catch` that tells it otherwise.")
  }

  /// After the exit: no line on stderr that tells an error.
  ///
  /// - Parameters:
  ///   - reason: Why there is none: "as it is the user who left".
  ///   - words: What a package that failed came with, which is told, in whatever line.
  func expectNoError(_ reason: String, butFor words: String? = nil) throws(CheckFailure) {
    let error = allLines(.stderr).map(\.text).first { line in
      line.lowercased().hasPrefix("error:") && !(words.map(line.contains) ?? false)
    }
    try expect(error == nil, "no error on stderr, \(reason)", received: quoted(error ?? ""))
  }

  /// After the exit: nothing on stdout.
  func expectNothingPrinted() throws(CheckFailure) {
    let lines = allLines(.stdout).map(\.text)
    try expect(
      lines.isEmpty, "nothing on stdout", received: quoted(lines.joined(separator: "\n")),
      try: "Print what the server has answered, and nothing where it has not.")
  }
}
