import Foundation
import Grader
import Mutation
import Referee

/// The whole job: builds, plays, keeps results, and reports.
struct MutationRun {
  let workbook: Workbook
  let mutants: MutantSet
  let console: Console
  var jobs = 8
  var playsAll = false
  var again = false

  private let scratch: URL
  private let equivalents: Equivalents
  private var results: ResultFile

  init(workbook: Workbook, mutants: MutantSet, console: Console) throws {
    (self.workbook, self.mutants, self.console) = (workbook, mutants, console)
    scratch = workbook.root.appending(path: ".build-mutation")
    results = try ResultFile(scratch.appending(path: "results.jsonl"))
    let list = workbook.root.appending(path: "Tests/Mutation/equivalent.json")
    equivalents = try Equivalents(data: Data(contentsOf: list))
  }

  /// Returns whether everything is explained.
  mutating func run(_ chosen: [Mutant]) async throws -> Bool {
    let fingerprint = try fingerprint(of: mutants.sources, in: workbook)
    // Module by module: what does not compile in one is no reason to compile another again.
    for module in Set(mutants.all.map(\.module)).sorted().reversed() {
      let some = chosen.filter { $0.module == module }
      if !some.isEmpty { try await judge(some, fingerprint) }
    }
    let fresh = chosen.compactMap { results.results[$0.id] }
    return report(fresh, of: chosen.count)
  }

  private mutating func judge(_ chosen: [Mutant], _ fingerprint: String) async throws {
    let lock = try await BuildLock(workbook) { [console] in
      console.progress("Another grader uses the build folder; waiting for it to end …")
    }
    let build = SchemaBuild(
      builder: Builder(workbook, transport: .nghttp2, limit: .seconds(3600), keepingIn: "mutants"),
      mutants: mutants,
      chosen: chosen, console: console)
    let origins = Dictionary(uniqueKeysWithValues: mutants.all.map { ($0.id, $0.origin) })
    let known =
      again
      ? []
      : results.results.values.filter {
        $0.fate == .doesNotCompile && $0.fingerprint == origins[$0.id]
      }
    let built = try await build.build(
      known: Dictionary(uniqueKeysWithValues: known.map { ($0.id, $0.message ?? "") })
    ) { blamed in
      for (id, message) in blamed {
        try results.append(
          MutantResult(
            id: id, fingerprint: origins[id] ?? "", fate: .doesNotCompile, message: message))
      }
    }
    lock.release()

    let left = chosen.filter { mutant in
      guard built.doNotCompile[mutant.id] == nil else { return false }
      guard !again, let result = results.results[mutant.id] else { return true }
      return result.fingerprint != fingerprint || (playsAll && !result.isWhole)
    }
    if left.isEmpty { return }
    let slots = Slots(jobs)
    let costumes = try Costumes(built.programs, in: scratch.appending(path: "costumes-\(getpid())"))
    defer { costumes.burn() }
    console.progress("playing all checks on End itself …")
    let reach = try await Reach(costumes, slots: slots)
    try await play(left, built.schema, reach, costumes, slots, fingerprint)
    Leftovers.kill()
  }

  private mutating func play(
    _ left: [Mutant], _ schema: Schema, _ reach: Reach, _ costumes: Costumes, _ slots: Slots,
    _ fingerprint: String
  ) async throws {
    var progress = Progress(total: left.count, console: console)
    var order = CheckOrder(results.results.values, slots: slots)
    let player = Player(slots: slots, playsAll: playsAll)
    var waiting = left.enumerated().makeIterator()
    try await withThrowingTaskGroup(of: (Mutant, MutantResult).self) { group in
      func addNext() throws {
        guard let (rank, mutant) = waiting.next(), let number = schema.numbers[mutant.id],
          let region = schema.regions[mutant.id]
        else { return }
        let checks = order.sorted(
          reach.checks[region] ?? [], for: mutant, last: results.results[mutant.id])
        let costume = try costumes.costume(
          "\(number)", setting: Schema.variable, to: "\(number)")
        let isWhole = playsAll
        group.addTask {
          defer { costumes.takeOff(costume) }
          let played = await player.play(checks, on: costume, rank: rank)
          let isFound = played.checks.values.contains(true)
          let fate: MutantResult.Fate =
            isFound ? .killed : checks.isEmpty ? .unreached : .survived
          return (
            mutant,
            MutantResult(
              id: mutant.id, fingerprint: fingerprint, fate: fate, checks: played.checks,
              unsteady: played.unsteady, isWhole: isWhole || !isFound)
          )
        }
      }
      // Checks mostly wait: as many mutants at once as checks.
      for _ in 0..<jobs { try addNext() }
      while let (mutant, result) = try await group.next() {
        try results.append(result)
        order.learn(result, of: mutant)
        progress.tell(result, isListed: equivalents.reasons[result.id] != nil)
        try addNext()
      }
    }
  }

  private func report(_ fresh: [MutantResult], of count: Int) -> Bool {
    let score = Score(fresh, equivalents: equivalents.reasons)
    let faults = equivalents.faults(of: fresh, among: Set(mutants.all.map(\.id)))
    for result in score.survived { console.print("survived: \(result.id)") }
    for fault in faults { console.print("✗ \(fault)") }
    let unsteady = fresh.filter { !$0.unsteady.isEmpty }
    for result in unsteady {
      console.print("not each time: \(result.unsteady.joined(separator: " ")) on \(result.id)")
    }
    if playsAll {
      console.print(Matrix(fresh, checks: Check.all.map { "\($0.number)" }).text)
    } else {
      let counts = score.byCheck.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }
      console.print("killed by " + counts.joined(separator: ", "))
    }
    console.print(score.text)
    return score.survived.isEmpty && faults.isEmpty && fresh.count == count
  }

  /// Shows mutants as they are known so far.
  func show(_ chosen: [Mutant], onlySurvivors: Bool) {
    for mutant in chosen {
      let result = results.results[mutant.id]
      if onlySurvivors && ![.survived, .unreached].contains(result?.fate) { continue }
      if onlySurvivors && equivalents.reasons[mutant.id] != nil { continue }
      guard let file = mutants.file(of: mutant) else { continue }
      let fate = result.map { "\($0.fate.rawValue) \($0.killers.joined(separator: " "))" }
      console.print("\(mutant.id)\n\(mutant.file):\(mutant.line)  \(fate ?? "not judged yet")")
      if let message = result?.message { console.print(message) }
      if let reason = equivalents.reasons[mutant.id] { console.print("equivalent: \(reason)") }
      console.print(LineDifference.text(file.text, file.text(with: mutant)) + "\n")
    }
  }
}
