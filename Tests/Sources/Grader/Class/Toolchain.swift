internal import Foundation
internal import Referee

/// What of the machine compilers and programs need to see: the toolchain, and libraries of other
/// places than the system's.
struct Toolchain: Hashable, Sendable {
  /// The toolchain's `usr`.
  var folder: String
  /// Folders of libraries and of their .pc files, outside of /usr.
  var libraries: [String]

  /// That of `swift`, as it says itself: what PATH leads to may be a switch between several.
  ///
  /// - Parameter environment: That of the grader, which says where `swift` and libraries are.
  /// - Throws: ``Trouble`` if it does not say.
  static func current(
    _ environment: [String: String] = ProcessInfo.processInfo.environment
  ) async throws -> Toolchain {
    // It leaves a temporary folder of its own behind.
    let folder = WorkingFolder()
    defer { folder.remove() }
    let program = try await Program.start(
      "/usr/bin/env", arguments: ["TMPDIR=\(folder.path())", "swift", "-print-target-info"],
      environment: environment)
    _ = await program.exit(within: Patience.scaled(.seconds(60)))
    let text = program.allLines(.stdout).map(\.text).joined(separator: "\n")
    guard let match = text.firstMatch(of: #/"runtimeResourcePath"\s*:\s*"([^"]+)\/lib\/swift"/#)
    else {
      throw Trouble(
        "swift does not say where its toolchain is.",
        advice: "Does `swift -print-target-info` work?")
    }
    let usr = URL(filePath: String(match.1)).resolvingSymlinksInPath().path
    let paths = ["LD_LIBRARY_PATH", "PKG_CONFIG_PATH"].flatMap {
      (environment[$0] ?? "").split(separator: ":").map(String.init)
    }
    return Toolchain(folder: usr, libraries: paths.filter { $0.hasPrefix("/") })
  }
}
