import ArgumentParser
import Foundation
import Grader
import Mutation

@main
struct Mutate: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "mutate",
    abstract: "Makes every small change of End, and tells which ones the checks do not find out.",
    discussion: """
      Every change of End's files that Tests/Mutation/README.md lists is built and graded, until a \
      check finds it out. One that passes all checks needs a better check, or its reason in \
      Tests/Mutation/equivalent.json. Results are kept in .build-mutation; a run goes on where the \
      last one was stopped, and grades anew what End or the checks have changed for.

      Exit code 0: every mutant is killed or explained. 1: some are not, or an explanation is wrong. \
      2: it could not be found out.
      """)

  @Option(help: "The workbook's folder; found from the current one unless given.")
  var root: String?

  @Option(
    parsing: .upToNextOption,
    help: "Only mutants whose id or file holds one of these words: EgressService, /drop/, an id.")
  var filter: [String] = []

  @Option(help: "Only the I-th of N parts of the mutants, as in 1/4.")
  var shard: Shard?

  @Option(help: "How many checks run side by side.")
  var jobs = 8

  @Flag(help: "Play every check on every mutant, to see which checks find out what.")
  var all = false

  @Flag(help: "Grade anew what has a result already.")
  var again = false

  @Flag(help: "List the mutants, and grade nothing.")
  var list = false

  @Option(help: "Show what a mutant changes, and what became of it.")
  var show: String?

  @Flag(name: .customLong("survivors"), help: "Show each that survived, from the results so far.")
  var showsSurvivors = false

  func validate() throws {
    if jobs < 1 { throw ValidationError("--jobs takes a number from 1 on.") }
  }

  static func main() async {
    Interrupts.endEverything()
    do {
      var command = try parseAsRoot()
      if var command = command as? any AsyncParsableCommand {
        try await command.run()
      } else {
        try command.run()
      }
    } catch let code as ExitCode {
      Foundation.exit(code.rawValue)
    } catch {
      let code = exitCode(for: error)
      if code == .success || code == .validationFailure { exit(withError: error) }
      Console().progress("mutate: \(error)")
      Foundation.exit(2)
    }
  }

  func run() async throws {
    let workbook = try workbook()
    let mutants = try MutantSet(workbook)
    var chosen = mutants.all
    if !filter.isEmpty {
      chosen.removeAll { mutant in
        !filter.contains { mutant.id.contains($0) || mutant.file.contains($0) }
      }
    }
    if let shard { chosen.removeAll { !shard.holds($0.id) } }
    if let show { chosen.removeAll { !$0.id.contains(show) } }
    if chosen.isEmpty { throw Trouble("There is no such mutant.", advice: "See --list.") }
    if list { return chosen.forEach { print("\($0.file):\($0.line)  \($0.id)") } }

    var run = try MutationRun(workbook: workbook, mutants: mutants, console: Console())
    (run.jobs, run.playsAll, run.again) = (jobs, all, again)
    if show != nil || showsSurvivors {
      return run.show(chosen, onlySurvivors: showsSurvivors)
    }
    throw ExitCode(try await run.run(chosen) ? 0 : 1)
  }

  private func workbook() throws -> Workbook {
    if let root { return try Workbook(root: URL(filePath: root, directoryHint: .isDirectory)) }
    let current = FileManager.default.currentDirectoryPath
    return try Workbook.find(from: [URL(filePath: current, directoryHint: .isDirectory)])
  }
}
