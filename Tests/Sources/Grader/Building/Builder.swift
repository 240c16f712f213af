internal import Foundation
internal import Referee

/// Builds submissions, always with the workbook's own manifest and contract.
public struct Builder: Sendable {
  public enum Outcome: Sendable {
    case built(BuiltPrograms)
    /// The compiler's errors, with files relative to the submission.
    case failed([String])
  }

  /// How long a submission may take to compile: see ``SwiftBuild/limit``.
  public static let usualLimit = Patience.scaled(.seconds(120))

  public let workbook: Workbook
  public let transport: Grading.Transport

  private let limit: Duration
  private let store: ProgramStore
  private let isNice: Bool
  private let keepsManifests: Bool

  /// - Parameter keepsManifests: Whether manifests that were read are kept in the build folder, and
  ///   not where the user's other packages find them too.
  public init(
    _ workbook: Workbook, transport: Grading.Transport, limit: Duration = usualLimit,
    keepingIn store: String = "programs", isNice: Bool = false, keepsManifests: Bool = false
  ) {
    self.workbook = workbook
    self.transport = transport
    self.limit = limit
    self.store = ProgramStore(in: workbook, name: store)
    self.isNice = isNice
    self.keepsManifests = keepsManifests
  }

  /// Where the sources lie while they are built: beside Protos, as the manifest expects.
  var stagingFolder: URL {
    workbook.root.appending(path: transport == .nio ? ".submission-nio" : ".submission")
  }

  private var scratchFolder: URL {
    transport == .nio ? workbook.buildFolder.appending(path: "nio") : workbook.buildFolder
  }

  private var log: URL { workbook.buildFolder.appending(path: "submission.log") }

  /// The programs built from these sources, if they are kept.
  public func kept(_ sources: SourceTree) throws -> BuiltPrograms? {
    store.programs(of: try input(sources))
  }

  /// Builds the two programs from `sources`, or finds them in the store.
  ///
  /// - Throws: ``Trouble`` if it fails for a reason that does not lie in the sources.
  public func build(
    _ sources: SourceTree, listener: BuildListener = BuildListener()
  ) async throws -> Outcome {
    let input = try input(sources)
    if let programs = store.programs(of: input) { return .built(programs) }
    if ProcessInfo.processInfo.environment["DATAHUB_BUILDS"] == "never" {
      throw Trouble(
        "This submission is not built, and DATAHUB_BUILDS=never forbids it.",
        advice: "Grade it once without DATAHUB_BUILDS: Tests/grade End 1.1, Tests/grade Start 1.1.")
    }
    let run = try await make(sources, listener)
    let kept = scratchFolder.appending(path: "submission.warnings")
    var warnings = Warnings(from: kept)
    warnings.take(run.output, of: sources, in: stagingFolder.path)
    warnings.write(to: kept)
    if run.status == .exited(0) {
      return .built(
        try store.keep(
          scratchFolder.appending(path: "debug"), of: input, warnings: warnings.all))
    }
    let folder = stagingFolder.path
    if blamesSources(run) {
      return .failed(CompilerErrors.find(in: run.output, folder: folder))
    }
    // Whose fault it is, is found out by building something that cannot be wrong. What the first
    // build said does not tell: file names and compilers' words may be the submission's own.
    let other = try await make(Self.empty, BuildListener())
    if other.status == .exited(0) { return .failed(words(of: run)) }
    if let trouble = BuildTrouble.known(in: other.output) { throw trouble }
    throw Trouble(
      (["swift build fails, whatever is built:"] + words(of: other)).joined(separator: "\n"),
      advice: "Read the whole output in \(log.path).")
  }

  /// Builds `sources` whether their programs are kept or not, so that what comes after finds all
  /// dependencies compiled.
  ///
  /// - Throws: ``Trouble`` if that fails.
  func warm(_ sources: SourceTree, listener: BuildListener) async throws {
    let run = try await make(sources, listener)
    if run.status == .exited(0) { return }
    throw BuildTrouble.known(in: run.output)
      ?? Trouble(
        (["the workbook's own package does not build:"] + words(of: run)).joined(separator: "\n"),
        advice: "Read the whole output in \(log.path).")
  }

  /// Whether a compiler says what is wrong, and in which of the sources.
  private func blamesSources(_ run: SwiftBuild.Run) -> Bool {
    CompilerErrors.blamesSources(run.output, folder: stagingFolder.path)
  }

  /// A package that builds wherever any does.
  private static let empty = SourceTree(files: [
    "DataHub/Empty.swift": Data(),
    "DataHubServer/Empty.swift": Data("@main struct Empty { static func main() {} }\n".utf8),
    "DataHubClient/Empty.swift": Data("@main struct Empty { static func main() {} }\n".utf8),
  ])

  /// What is wrong, where no compiler names a file: in SwiftPM's own words.
  private func words(of run: SwiftBuild.Run) -> [String] {
    if let limit = run.limit {
      let last = run.output.last { $0.hasPrefix("[") } ?? ""
      return ["the build did not end within \(readable(limit)) \(last)"]
    }
    let errors = run.output.filter {
      $0.contains("error:") || $0.hasPrefix("warning: ") || $0.contains("undefined reference")
    }
    return (errors.isEmpty ? run.output.suffix(5) : errors.suffix(10)).map {
      $0.replacing(stagingFolder.path + "/", with: "")
        .replacing(scratchFolder.path + "/", with: "")
        .replacing(#/^Another instance of SwiftPM .* has been passed/#, with: "")
    }
  }

  /// All that the programs are made from: sources, contract, manifest and transport.
  func input(_ sources: SourceTree) throws -> BuildInput {
    var input = try surroundings()
    input.add(sources)
    return input
  }

  private func surroundings() throws -> BuildInput {
    var input = BuildInput()
    input.add(Data(transport.rawValue.utf8))
    input.add(try Data(contentsOf: workbook.manifest))
    for package in [workbook.protos, workbook.transport] {
      input.add(try SourceTree(reading: package.appending(path: "Sources")))
      input.add(try Data(contentsOf: package.appending(path: "Package.swift")))
    }
    return input
  }

  /// Lays out the package and runs `swift build` on it.
  private func make(
    _ sources: SourceTree, _ listener: BuildListener
  ) async throws -> SwiftBuild.Run {
    try stage(sources)
    let objects = BuiltObjects(scratchFolder: scratchFolder)
    objects.begin()
    let feed = ErrorFeed(folder: stagingFolder.path)
    let plan = BuildPlan(scratchFolder: scratchFolder)
    let key = try "\(surroundings().name) \(BuildPlan.content(of: sources))"
    let run = try await plan.build(for: key, isFinal: blamesSources) { reusesPlan in
      var arguments: [String] = []
      if !reusesPlan { arguments.append("--disable-build-manifest-caching") }
      if keepsManifests { arguments += ["--manifest-cache", "local"] }
      if transport == .nio { arguments += ["--traits", "NIO"] }
      return try await SwiftBuild(
        package: stagingFolder, scratchFolder: scratchFolder, arguments: arguments, limit: limit,
        isNice: isNice
      ).run { line in
        if CompilerErrors.isStep(line) { listener.step(line) }
        for error in feed.add(line) { listener.error(error) }
      }
    }
    if run.status == .exited(0) { objects.succeed() }
    try? Data(run.output.joined(separator: "\n").utf8).write(to: log)
    return run
  }

  /// Lays out the package to build: the sources are the submission's, the manifest is not.
  func stage(_ sources: SourceTree) throws {
    var files = sources.files.reduce(into: [:]) { $0["Sources/" + $1.key] = $1.value }
    files["Package.swift"] = try Data(contentsOf: workbook.manifest)
    let resolved = stagingFolder.appending(path: "Package.resolved")
    files["Package.resolved"] = try? Data(contentsOf: resolved)
    try SourceTree(files: files).write(to: stagingFolder)
  }
}
