internal import Foundation
internal import Referee

extension Sandbox {
  /// The sandbox, tried out.
  ///
  /// - Throws: ``Trouble`` that says what is missing, and what would work.
  static func tried(_ workbook: Workbook) async throws -> Sandbox {
    let sandbox = Sandbox(
      workbook: workbook, toolchain: try await Toolchain.current(), isRoot: geteuid() == 0)
    let manager = FileManager.default
    // What is laid over must be there.
    for folder in [workbook.buildFolder, workbook.root.appending(path: ".submission")] {
      try manager.createDirectory(at: folder, withIntermediateDirectories: true)
    }
    let folder = WorkingFolder()
    defer { folder.remove() }
    let place = URL(filePath: try folder.path(), directoryHint: .isDirectory)
    for name in ["submission", "results", "layer"] {
      try manager.createDirectory(
        at: place.appending(path: name), withIntermediateDirectories: true)
    }
    try await attempt(
      sandbox.build(
        ["/bin/sh", "-c", "touch \"$0/trial\"", workbook.buildFolder.path],
        submission: place.appending(path: "submission"), results: place.appending(path: "results"),
        layer: place.appending(path: "layer")))
    let confinement = confinement(of: 0, isRoot: sandbox.isRoot)
    try await attempt(
      sandbox.check(
        confinement.launcher + [
          "/bin/sh", "-c", "test -r /programs -a ! -e \"$0\"", workbook.root.path,
        ],
        grader: "/bin/sh", programs: place.appending(path: "results")))
    return sandbox
  }

  /// Whether programs can at least run as another user where there is no sandbox: as root, and with
  /// temporary folders that others can reach.
  static func canConfine() async -> Bool {
    guard geteuid() == 0 else { return false }
    let folder = WorkingFolder()
    defer { folder.remove() }
    let confinement = confinement(of: 0, isRoot: true)
    do {
      let path = try folder.path()
      try confinement.give(path)
      try await attempt(confinement.launcher + ["/usr/bin/touch", "\(path)/trial"])
      return true
    } catch {
      return false
    }
  }

  private static func attempt(_ words: [String]) async throws {
    let program = try await BoxThread.start(words)
    let status = await program.exit(within: Patience.scaled(.seconds(30)))
    program.kill()
    if status == .exited(0) { return }
    let said = program.allLines(.stderr).suffix(3).map(\.text).joined(separator: "; ")
    throw Trouble(
      "No sandbox can be had here: \(said.isEmpty ? "\(words[0]) does not work" : said)",
      advice: """
        Needed are Linux, bubblewrap, util-linux and overlay mounts, as root or with user namespaces. \
        Tests/INSTRUCTORS.md tells what works in containers. If you trust every student of this \
        class with your account: --no-sandbox.
        """)
  }
}
