internal import Foundation
internal import Referee

/// SHA-256 of sources, as people can find it out again by `sha256sum`.
enum SHA256 {
  /// That of the list that `sha256sum` prints for the files of a tree, in the order of their paths'
  /// octets: `find . -type f -printf '%P\n' | LC_ALL=C sort | xargs -d '\n' sha256sum | sha256sum`.
  ///
  /// - Throws: ``Trouble`` if there is no such tool.
  static func of(_ tree: SourceTree) async throws -> String {
    let folder = WorkingFolder()
    defer { folder.remove() }
    let place = URL(filePath: try folder.path(), directoryHint: .isDirectory)
    try tree.write(to: place.appending(path: "tree"))
    let paths = tree.files.keys.sorted { Array($0.utf8).lexicographicallyPrecedes(Array($1.utf8)) }
    // A command line is not endless.
    for start in stride(from: 0, to: max(1, paths.count), by: 200) {
      let part = paths[start..<min(start + 200, paths.count)]
      try await run(
        #"cd tree && [ $# = 0 ] || sum "$@" >>../list"#, part.map { String($0) }, in: place)
    }
    return try await run("sum <list", [], in: place)
  }

  /// That of some octets.
  static func of(_ octets: Data) async throws -> String {
    let folder = WorkingFolder()
    defer { folder.remove() }
    let place = URL(filePath: try folder.path(), directoryHint: .isDirectory)
    try octets.write(to: place.appending(path: "list"))
    return try await run("sum <list", [], in: place)
  }

  /// Runs a script that has the tool as `sum`, in a folder.
  ///
  /// - Returns: The digest that its first line begins with.
  @discardableResult
  private static func run(
    _ script: String, _ files: [String], in folder: URL
  ) async throws -> String {
    let tool = """
      touch list
      sum() {
        if command -v sha256sum >/dev/null; then sha256sum -- "$@"; else shasum -a 256 -- "$@"; fi
      }

      """
    let program = try await Program.start(
      "/bin/sh", arguments: ["-c", tool + script, "sh"] + files, directory: folder.path)
    guard await program.exit(within: Patience.scaled(.seconds(60))) == .exited(0) else {
      program.kill()
      throw Trouble(
        "sha256sum has not done its work: \(program.allLines(.stderr).first?.text ?? "")",
        advice: "Is there sha256sum or shasum on this machine, and room in TMPDIR?")
    }
    return String(program.allLines(.stdout).first?.text.prefix(64) ?? "")
  }
}
