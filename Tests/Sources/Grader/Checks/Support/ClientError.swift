internal import Referee

extension Program {
  /// After the exit: a line `error: <code>: <message>` on stderr. The code may be written in any
  /// case, with or without underscores.
  func expectError(_ code: String, _ message: String = "", try hint: String? = nil) throws {
    let lines = allLines(.stderr).map(\.text)
    let wanted = code.lowercased()
    let isThere = lines.contains { line in
      let plain = line.lowercased().replacing("_", with: "").replacing(" ", with: "")
      return plain.hasPrefix("error:") && plain.contains(wanted) && line.contains(message)
    }
    let expected = message.isEmpty ? "error: \(code): …" : "error: \(code): \(message)"
    try expect(
      isThere, "a line on stderr like \(quoted(expected))",
      received: lines.isEmpty ? "nothing on stderr" : quoted(lines.joined(separator: "\n")),
      try: hint ?? "Let the error of the call through: no `try?`, no empty `catch`.")
  }
}
