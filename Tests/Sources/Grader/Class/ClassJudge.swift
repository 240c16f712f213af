internal import Foundation
internal import Referee
internal import Synchronization

/// Builds a submission and plays its checks, each in a process of the grader of its own, and in a box
/// unless there is no sandbox.
public struct ClassJudge: Sendable {
  let workbook: Workbook
  /// The grader's own file.
  let grader: String
  /// nil: nothing is kept apart.
  let sandbox: Sandbox?
  /// Whether programs run as another user, or at least within limits.
  private let isConfined: Bool
  let checks: [Check]
  let transport: Grading.Transport
  var buildLimit: Duration
  private let workers = FreeNumbers()
  /// Held where layers lie over the build folder, which must not change meanwhile.
  private var lock: BuildLock?

  /// Makes all ready for many builds.
  ///
  /// - Throws: ``Trouble`` if a sandbox is wanted and none can be had, or the workbook does not build.
  public init(
    _ workbook: Workbook, grader: String, isBoxed: Bool, checks: [Check],
    transport: Grading.Transport, buildLimit: Duration = Builder.usualLimit, console: Console
  ) async throws {
    self.workbook = workbook
    self.grader = grader
    self.checks = checks
    self.transport = transport
    self.buildLimit = buildLimit
    guard isBoxed else {
      (sandbox, lock) = (nil, nil)
      isConfined = await Sandbox.canConfine()
      return
    }
    isConfined = true
    sandbox = try await Sandbox.tried(workbook)
    let start = try SourceTree(reading: workbook.root.appending(path: "Start/Sources"))
    try await Workshop.use(workbook, console) { _ in
      try await console.timing("building Start, for all that students share with it") { step in
        try await Builder(workbook, transport: transport, keepsManifests: true).warm(
          start, listener: BuildListener(step: step, error: { _ in }))
      }
    }
    // What SwiftPM keeps of manifests and plugins is for those alone who have its environment.
    try await console.timing("building Start in the sandbox") { [self] _ in
      let folder = WorkingFolder()
      defer { folder.remove() }
      let place = URL(filePath: try folder.path(), directoryHint: .isDirectory)
      _ = try await build(start, in: place, isLayered: false)
    }
    lock = try await BuildLock(workbook) {
      console.progress("Another grader uses the build folder; waiting for it to end …")
    }
  }

  /// - Throws: If it cannot be judged.
  func judge(_ member: ClassMember, _ handIn: HandIn) async throws -> Grading {
    let clock = ContinuousClock()
    let start = clock.now
    let worker = workers.take()
    let folder = WorkingFolder()
    defer {
      folder.remove()
      workers.giveBack(worker)
    }
    let place = URL(filePath: try folder.path(), directoryHint: .isDirectory)
    var grading = Grading(
      submission: PlainText.harmless(member.id), transport: transport,
      began: Date().formatted(.iso8601), build: .init(succeeded: false, seconds: 0))
    let built = try await build(handIn.sources, in: place)
    grading.build = built.build
    if let programs = built.programs {
      let seed = SeededRandom.newSeed()
      grading.seed = seed
      let kept = sandbox == nil ? BoxCommands.kept(workbook) : place.appending(path: "results")
      grading.checks = try await check(
        kept.appending(path: programs), seed: seed, worker: worker)
    } else {
      grading.checks = checks.map { CheckResult($0, .notRun, seconds: 0) }
    }
    grading.seconds = ((clock.now - start) / .milliseconds(1)).rounded() / 1000
    return grading
  }

  private func build(
    _ sources: SourceTree, in place: URL, isLayered: Bool = true
  ) async throws -> BoxedBuild {
    let (submission, results, layer) = (
      place.appending(path: "submission"), place.appending(path: "results"),
      place.appending(path: "layer")
    )
    for folder in [submission, results, layer] {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }
    try sources.write(to: submission.appending(path: "Sources"))
    let report = results.appending(path: "report.json")
    let seconds = "\(buildLimit / .seconds(1))"
    let words =
      [
        grader, "--root", workbook.root.path, "box-build", submission.path, "--report", report.path,
        "--limit", seconds,
      ] + (transport == .nio ? ["--nio"] : [])
    let boxed = sandbox?.build(
      words, submission: submission, results: results,
      layer: isLayered ? layer : nil)
    let program = try await BoxThread.start(
      boxed ?? words, environment: ProcessInfo.processInfo.environment, ending: .byInterrupt)
    // The grader in the box keeps to the limit; this is for one that does not.
    let status = await program.exit(within: buildLimit + Patience.scaled(.seconds(1_800)))
    program.kill()
    guard status == .exited(0), let data = try? Data(contentsOf: report) else {
      throw Trouble(
        "The build ended in no result: " + ending(of: program, status), advice: "Run it again.")
    }
    let built = try JSONDecoder().decode(BoxedBuild.self, from: data)
    if let trouble = built.trouble { throw trouble }
    return built
  }

  private func check(_ programs: URL, seed: UInt64, worker: Int) async throws -> [CheckResult] {
    let confinement =
      isConfined
      ? Sandbox.confinement(of: worker, isRoot: sandbox?.isRoot ?? true) : Confinement()
    func words(_ grader: String, _ programs: String) throws -> [String] {
      [
        grader, "box-check", "--boxed", programs, "--seed", "\(seed)", "--confinement",
        String(decoding: try JSONEncoder().encode(confinement), as: UTF8.self),
      ] + (transport == .nio ? ["--nio"] : []) + checks.map { "\($0.number)" }
    }
    let boxed = try sandbox?.check(
      words("/grader/grade", "/programs"), grader: grader, programs: programs)
    let program = try await BoxThread.start(
      try boxed ?? words(grader, programs.path), environment: ProcessInfo.processInfo.environment)
    // Each check has its limit, and so have all of them in a row, twice.
    let limit = checks.reduce(.seconds(60)) { $0 + $1.timeLimit * 2 }
    let status = await program.exit(within: Patience.scaled(limit))
    program.kill()
    guard status == .exited(0),
      let results = BoxCommands.results(in: program.allLines(.stdout).map(\.text)),
      results.map(\.number) == checks.map(\.number)
    else {
      throw Trouble(
        "The checks ended in no result: " + ending(of: program, status),
        advice: "Run it again.")
    }
    return results
  }

  private func ending(of program: Program, _ status: Referee.ExitStatus?) -> String {
    let said = program.allLines(.stderr).suffix(3).map(\.text).joined(separator: "; ")
    let ended = status.map { "it \($0.did)" } ?? "it has not ended"
    return PlainText.harmless(said.isEmpty ? ended : "\(ended): \(said)")
  }
}
