/// The command that grades something again.
enum Command {
  static func again(
    _ submission: String, _ transport: Grading.Transport, _ numbers: String
  ) -> String {
    var words = ["Tests/grade"]
    if submission != "Start" { words.append(quoted(submission)) }
    words.append(numbers)
    if transport == .nio { words.append("--nio") }
    return words.joined(separator: " ")
  }

  /// As a shell reads it.
  static func quoted(_ word: String) -> String {
    let isPlain = word.utf8.allSatisfy {
      (0x30...0x39).contains($0) || (0x41...0x5a).contains($0) || (0x61...0x7a).contains($0)
        || "/._-+@".utf8.contains($0)
    }
    return isPlain && !word.isEmpty ? word : "'" + word.replacing("'", with: "'\\''") + "'"
  }
}
