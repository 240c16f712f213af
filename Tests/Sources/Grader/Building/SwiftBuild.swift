internal import Foundation
internal import Referee

/// One run of `swift build`.
struct SwiftBuild: Sendable {
  struct Run: Sendable {
    /// nil if it did not end.
    var status: ExitStatus?
    var output: [String]
    /// The limit that ended it, if one did.
    var limit: Duration?
  }

  var package: URL
  var scratchFolder: URL
  var arguments: [String]
  /// How long it may take, not counting dependencies: the time since the last of them was compiled.
  var limit: Duration
  /// Whether all else that runs goes first.
  var isNice = false

  /// How long all of it may take.
  private static let longest = Duration.seconds(3600)

  /// - Parameter hearing: Is told each line that the build prints.
  func run(hearing: @escaping @Sendable (String) -> Void = { _ in }) async throws -> Run {
    let temporary = try makeTemporaryFolder()
    defer { TemporaryFolders.remove(temporary) }
    let program = try await Program.start(
      "/usr/bin/env",
      // Hashing is made deterministic because SwiftPM passes a dependency's traits to the compiler
      // in the order of a hashed set: in another order, the dependency is compiled again.
      // SwiftPM asks git for the state of every package: one that is interrupted must not leave the
      // workbook's index locked.
      arguments: [
        "SWIFT_DETERMINISTIC_HASHING=1", "GIT_OPTIONAL_LOCKS=0", "TMPDIR=\(temporary)",
      ]
        + (isNice ? ["nice", "-n", "19"] : [])
        + ["swift", "build", "--package-path", package.path, "--scratch-path", scratchFolder.path]
        // Every grader holds a lock of its own, and `swift test` SwiftPM's while it builds nothing.
        + ["--ignore-lock"] + arguments,
      environment: ProcessInfo.processInfo.environment, ending: .byInterrupt)
    // It fetches in words on stderr, and compiles in lines on stdout.
    let errors = Task {
      while let line = await program.nextLine(.stderr, within: Self.longest) { hearing(line.text) }
    }
    defer { errors.cancel() }
    let isOver = await isOver(program, hearing)
    if !isOver {
      program.signal(SIGINT)
      _ = await program.exit(within: .seconds(1))
      program.kill()
      _ = await program.exit()
      // Each compiler has a process group of its own.
      Leftovers.kill()
    }
    let output = (program.allLines(.stdout) + program.allLines(.stderr)).map(\.text)
    return Run(
      status: isOver ? program.exitStatus : nil, output: output, limit: isOver ? nil : limit)
  }

  /// SwiftPM leaves its own temporary folders behind where it is interrupted. It is always the same
  /// place: what SwiftPM keeps of manifests and plugins is for builds of the same environment alone.
  private func makeTemporaryFolder() throws -> String {
    try TemporaryFolders.add {
      let folder = scratchFolder.appending(path: "temporary")
      try? FileManager.default.removeItem(at: folder)
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      return folder.path
    }
  }

  /// Whether it ends before the limit does.
  private func isOver(
    _ program: Program, _ hearing: @Sendable (String) -> Void
  ) async -> Bool {
    let clock = ContinuousClock()
    let last = clock.now + Self.longest
    // Until the first step dependencies are fetched and plans made.
    var deadline = clock.now + .seconds(1800)
    var hasBegun = false
    while true {
      guard let line = await program.nextLine(.stdout, within: min(deadline, last) - clock.now)
      else { return await program.exit(within: max(.zero, min(deadline, last) - clock.now)) != nil }
      hearing(line.text)
      let isFirst = !hasBegun && line.text.hasPrefix("[")
      if isFirst || isAboutDependency(line.text) { deadline = clock.now + limit }
      hasBegun = hasBegun || isFirst
    }
  }

  /// `[12/240] Compiling NIOCore Channel.swift` is; lines about the submission's targets are not.
  private func isAboutDependency(_ line: String) -> Bool {
    let words = line.split(separator: " ")
    guard words.count > 2, line.hasPrefix("["), ["Compiling", "Emitting"].contains(words[1]) else {
      return false
    }
    let module = words[1] == "Emitting" ? words.dropFirst(3).first : words[2]
    return module.map { !SubmittedSources.targets.contains(String($0)) } ?? false
  }
}
