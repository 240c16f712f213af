internal import Foundation
internal import Referee

/// Builds submissions, always with the workbook's own manifest and contract.
public struct Builder: Sendable {
  public enum Outcome: Sendable {
    case built(BuiltPrograms)
    /// The compiler's errors, with files relative to the submission.
    case failed([String])
  }

  public let workbook: Workbook
  public let transport: Grading.Transport

  private let store: ProgramStore

  public init(
    _ workbook: Workbook, transport: Grading.Transport, keepingIn store: String = "programs"
  ) {
    self.workbook = workbook
    self.transport = transport
    self.store = ProgramStore(in: workbook, name: store)
  }

  /// Where the sources lie while they are built: beside Protos, as the manifest expects.
  var stagingFolder: URL {
    workbook.root.appending(path: transport == .nio ? ".submission-nio" : ".submission")
  }

  private var scratchFolder: URL {
    transport == .nio ? workbook.buildFolder.appending(path: "nio") : workbook.buildFolder
  }

  private var log: URL { workbook.buildFolder.appending(path: "submission.log") }

  /// Builds the two programs from `sources`, or finds them in the store.
  ///
  /// - Throws: ``Trouble`` if it fails for a reason that does not lie in the sources.
  public func build(_ sources: SourceTree) async throws -> Outcome {
    let key = try key(of: sources)
    if let programs = store.programs(key) { return .built(programs) }
    if ProcessInfo.processInfo.environment["DATAHUB_BUILDS"] == "never" {
      throw Trouble(
        "This submission is not built, and DATAHUB_BUILDS=never forbids it.",
        advice: "Grade it once without DATAHUB_BUILDS: Tests/grade End 1.1, Tests/grade Start 1.1.")
    }
    try stage(sources)
    let plan = BuildPlan(scratchFolder: scratchFolder)
    let (status, output) = try await plan.build(for: planKey(of: sources)) {
      try await swiftBuild(reusingPlan: $0)
    }
    if status == .exited(0) {
      return .built(try store.keep(scratchFolder.appending(path: "debug"), as: key))
    }
    let folder = stagingFolder.path
    if CompilerErrors.blamesSources(output, folder: folder) {
      return .failed(CompilerErrors.find(in: output, folder: folder))
    }
    throw trouble(status, output)
  }

  /// The name in the store: of the sources, the contract, the manifest, and the transport.
  public func key(of sources: SourceTree) throws -> String {
    var fingerprint = Fingerprint()
    fingerprint.combine(transport.rawValue)
    fingerprint.combine(sources)
    fingerprint.combine(try Data(contentsOf: workbook.manifest))
    for package in [workbook.protos, workbook.transport] {
      fingerprint.combine(try SourceTree(reading: package.appending(path: "Sources")))
      fingerprint.combine(try Data(contentsOf: package.appending(path: "Package.swift")))
    }
    return "\(fingerprint)"
  }

  /// Names what SwiftPM's plan depends on: all but what the submission's files hold.
  private func planKey(of sources: SourceTree) throws -> String {
    try key(of: SourceTree(files: sources.files.mapValues { _ in Data() }))
  }

  /// Lays out the package to build: the sources are the submission's, the manifest is not.
  func stage(_ sources: SourceTree) throws {
    var files = sources.files.reduce(into: [:]) { $0["Sources/" + $1.key] = $1.value }
    files["Package.swift"] = try Data(contentsOf: workbook.manifest)
    let resolved = stagingFolder.appending(path: "Package.resolved")
    files["Package.resolved"] = try? Data(contentsOf: resolved)
    try SourceTree(files: files).write(to: stagingFolder)
  }

  /// Runs `swift build`. Hashing is made deterministic because SwiftPM passes a dependency's traits
  /// to the compiler in the order of a hashed set: in another order, the dependency is compiled
  /// again.
  private func swiftBuild(reusingPlan: Bool) async throws -> BuildPlan.Result {
    var arguments = [
      "SWIFT_DETERMINISTIC_HASHING=1", "swift", "build", "--package-path", stagingFolder.path,
      "--scratch-path", scratchFolder.path,
    ]
    if !reusingPlan { arguments.append("--disable-build-manifest-caching") }
    if transport == .nio { arguments += ["--traits", "NIO"] }
    let program = try await Program.start(
      "/usr/bin/env", arguments: arguments,
      environment: ProcessInfo.processInfo.environment)
    let status = await program.exit(within: .seconds(3600))
    let output = (program.allLines(.stdout) + program.allLines(.stderr)).map(\.text)
    try? output.joined(separator: "\n").write(to: log, atomically: true, encoding: .utf8)
    return (status, output)
  }

  private func trouble(_ status: ExitStatus?, _ output: [String]) -> Trouble {
    let how = status.map { "swift build \($0.did)" } ?? "swift build did not end"
    let words = output.filter { $0.contains("error:") }.suffix(5)
    return Trouble(
      ["\(how), and not because of the submission's sources."].joined()
        + (words.isEmpty ? "" : "\n" + words.joined(separator: "\n")),
      advice: "Read the whole output in \(log.path). Is there a network, and room on the disk?")
  }
}
