public import Foundation
internal import Referee

/// What the grader does within the boxes of a submission.
public enum BoxCommands {
  /// Octets of a line, which those who read programs' output do not cut.
  private static let lineLength = 12_000

  /// What all programs of a submission may hold of memory together, and all of its compilers, of which
  /// each core has one: octets.
  private static let (programsMemory, buildMemory) = (
    4 << 30, (4 + ProcessInfo.processInfo.activeProcessorCount) << 30
  )

  private static let store = "class"

  /// Where programs are kept that were built for a class.
  static func kept(_ workbook: Workbook) -> URL { ProgramStore(in: workbook, name: store).folder }

  /// Builds what lies in `submission`, and writes a ``BoxedBuild`` to `report`.
  public static func build(
    _ submission: URL, for workbook: Workbook, transport: Grading.Transport, limit: Duration,
    report: URL
  ) async throws {
    let began = ContinuousClock.now
    var result = BoxedBuild(build: .init(succeeded: false, seconds: 0))
    let memory = MemoryGuard(limit: buildMemory)
    do {
      let sources = SubmittedSources(reading: submission).tree
      // At no lower priority than the checks of others: a student's time to compile is limited.
      let builder = Builder(
        workbook, transport: transport, limit: limit, keepingIn: store, keepsManifests: true)
      let outcome = try await Workshop.use(workbook, Console()) { _ in
        try await builder.build(sources)
      }
      switch outcome {
      case .built(let programs):
        result.build.succeeded = true
        result.programs = programs.folder.lastPathComponent
      case .failed(let errors):
        result.build.errors = errors.map { PlainText.harmless($0, keepingLines: true) }
      }
    } catch let trouble as Trouble {
      result.trouble = trouble
    }
    if let exceeded = memory.end() {
      result = BoxedBuild(build: .init(succeeded: false, seconds: 0, errors: [exceeded]))
    }
    result.build.seconds = ((ContinuousClock.now - began) / .milliseconds(1)).rounded() / 1000
    try JSONEncoder().encode(result).write(to: report, options: .atomic)
  }

  /// Plays the checks, and prints their results, in lines that are to be joined.
  public static func check(
    _ programs: URL, _ checks: [Check], confinement: Confinement, jobs: Int, seed: UInt64,
    transport: Grading.Transport
  ) async throws {
    var built = BuiltPrograms(folder: programs)
    built.confinement = confinement
    let runner = Runner(programs: built, jobs: jobs, seed: seed) {
      Command.again("Start", transport, "\($0)")
    }
    let memory = MemoryGuard(limit: programsMemory)
    var results = await runner.run(checks)
    if let exceeded = memory.end() {
      for place in results.indices where results[place].verdict == .crashed {
        results[place].failure?.received += ": \(exceeded)"
      }
    }
    Leftovers.kill()
    var text = try JSONEncoder().encode(results).base64EncodedString()[...]
    while !text.isEmpty {
      Console().print(String(text.prefix(lineLength)))
      text = text.dropFirst(lineLength)
    }
  }

  /// What ``check(_:_:confinement:jobs:seed:transport:)`` printed; nil if that is not whole.
  static func results(in lines: [String]) -> [CheckResult]? {
    Data(base64Encoded: lines.joined()).flatMap {
      try? JSONDecoder().decode([CheckResult].self, from: $0)
    }
  }
}
