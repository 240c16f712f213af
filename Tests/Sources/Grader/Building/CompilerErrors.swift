/// Picks a student's errors out of what a build prints.
public enum CompilerErrors {
  /// The error messages, each with the source lines that the compiler shows under it. Files inside
  /// `folder` are named relative to it; a message that is printed twice comes once.
  public static func find(in output: [String], folder: String) -> [String] {
    var found: [String] = []
    var seen: Set<String> = []
    var isInError = false
    for line in output {
      let line = line.replacing(folder + "/", with: "")
      if isMessage(line) {
        isInError = line.contains(": error: ") && seen.insert(line).inserted
        if isInError { found.append(line) }
      } else if isInError, isSnippet(line) {
        found[found.count - 1] += "\n" + line
      } else {
        isInError = false
      }
    }
    return found
  }

  /// The warnings about files of the submission, each with its file: `Sources/DataHub/A.swift`, and
  /// without the lines that are shown under it.
  static func warnings(in output: [String], folder: String) -> [String: [String]] {
    var found: [String: [String]] = [:]
    for line in output where line.hasPrefix(folder + "/Sources/") && line.contains(": warning: ") {
      let line = String(line.dropFirst(folder.count + 1))
      let path = String(line.prefix { $0 != ":" })
      if found[path]?.contains(line) != true { found[path, default: []].append(line) }
    }
    return found
  }

  /// Whether a compiler found an error in one of the sources.
  public static func blamesSources(_ output: [String], folder: String) -> Bool {
    output.contains { $0.hasPrefix(folder + "/Sources/") && $0.contains(": error: ") }
  }

  /// Whether a line says what a build does: `[1/7] Compiling DataHub GUID.swift`, `Fetching …`. What
  /// compilers say, and show of files, are other lines.
  static func isStep(_ line: String) -> Bool {
    line.contains(#/^(\[[0-9]+\/[0-9]+\] |Fetch|Comput|Creating|Updat|Building for)/#)
  }

  private static func isMessage(_ line: String) -> Bool {
    [": error: ", ": warning: ", ": note: "].contains { line.contains($0) }
      && !isSnippet(line)
  }

  /// ` 12 |   let x = y` and `    |   `- error: …`.
  static func isSnippet(_ line: String) -> Bool {
    line.first { $0 != " " && !$0.isNumber } == "|"
  }
}
