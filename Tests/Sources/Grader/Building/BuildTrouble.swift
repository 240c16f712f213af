/// Reasons for which `swift build` fails whatever is built.
enum BuildTrouble {
  /// The reason that the output of a build names, if it is a known one.
  static func known(in output: [String]) -> Trouble? {
    for (words, what, advice) in causes {
      for line in output where words.contains(where: { line.contains($0) }) {
        return Trouble("\(what): \(line)", advice: advice)
      }
    }
    return nil
  }

  private static let causes: [(words: [String], what: String, advice: String)] = [
    (
      ["No space left on device", "Disk quota exceeded"], "The disk is full",
      "Make room: a first build takes about 1 GB in .build."
    ),
    (
      ["safe.bareRepository"], "Git's setting safe.bareRepository keeps SwiftPM from its copies",
      "Run it with GIT_CONFIG_COUNT=1 GIT_CONFIG_KEY_0=safe.bareRepository GIT_CONFIG_VALUE_0=all."
    ),
    (
      ["dubious ownership"], "Git does not trust a folder of another user",
      "Make the workbook your own (chown -R), or run: git config --global --add safe.directory '*'."
    ),
    (
      [
        "Read-only file system", "Permission denied", "permission denied",
        "Operation not permitted",
      ],
      "The build folder cannot be written to", "Make the workbook's folder writable."
    ),
    (
      [
        "Could not resolve host", "Couldn't connect to server", "Failed to connect",
        "Network is unreachable", "Connection timed out", "Connection refused", "unable to access",
        "Failed to clone repository", "Could not resolve proxy",
      ], "The packages that DataHub needs cannot be fetched",
      "Is there a network, and does git need a proxy (git config http.proxy)?"
    ),
    (
      ["nghttp2.h' file not found", "unable to find libnghttp2"],
      "libnghttp2's headers are missing",
      "Run Tests/grade, which installs them, or install libnghttp2-dev."
    ),
  ]
}
