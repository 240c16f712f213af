internal import Foundation
internal import Referee

#if canImport(Darwin)
  internal import Darwin
#else
  internal import Glibc
#endif

/// Plays checks side by side, the longest first, each on a stage of its own.
public struct Runner: Sendable {
  public var programs: BuiltPrograms
  /// The places that checks take, which several runners may share.
  let slots: Slots
  /// Of the first check among those who wait for places: who is lower goes first.
  var firstRank = 0
  /// What the checks draw their tags, GUIDs, counts and times from.
  public var seed: UInt64
  /// Of what a report shows of a transcript, in columns.
  public var width = 80
  /// Keeps the whole transcript of a check that is not passed, and says where; nil if that failed.
  var keep: @Sendable (CheckNumber, [String]) -> String? = { _, _ in nil }
  /// The command that runs a check again.
  public var again: @Sendable (CheckNumber) -> String
  /// Is told each check when it begins, and each result when it is there, in no order.
  var observer: @Sendable (GradingEvent) -> Void = { _ in }

  /// How many crashes are looked into: each costs another play.
  private let traces = Budget(6)

  /// - Parameter jobs: How many checks run side by side.
  public init(
    programs: BuiltPrograms, jobs: Int = 8, seed: UInt64 = SeededRandom.newSeed(),
    again: @escaping @Sendable (CheckNumber) -> String = { "Tests/grade \($0)" }
  ) {
    self.init(programs: programs, slots: Slots(max(1, jobs)), seed: seed, again: again)
  }

  init(
    programs: BuiltPrograms, slots: Slots, seed: UInt64,
    again: @escaping @Sendable (CheckNumber) -> String = { "Tests/grade \($0)" }
  ) {
    self.programs = programs
    self.slots = slots
    self.seed = seed
    self.again = again
  }

  /// Plays the checks and hands over each result in the checks' order, as soon as it and those
  /// before it are there.
  public func run(
    _ checks: [Check], each: @escaping @Sendable (CheckResult) async -> Void = { _ in }
  ) async -> [CheckResult] {
    let folder = WorkingFolder()
    defer { folder.remove() }
    var runner = self
    if let path = try? folder.path() {
      runner.programs = programs.copied(into: path)
      // Whoever runs there must be able to reach them.
      if programs.confinement.user != nil { chmod(path, 0o755) }
    }
    return await runner.runInPlace(checks, each: each)
  }

  private func runInPlace(
    _ checks: [Check], each: @escaping @Sendable (CheckResult) async -> Void
  ) async -> [CheckResult] {
    let order = checks.indices.sorted {
      (checks[$0].company == .alone ? 1 : 0, checks[$1].takes, $0)
        < (checks[$1].company == .alone ? 1 : 0, checks[$0].takes, $1)
    }
    return await withTaskGroup(of: (Int, CheckResult).self) { group in
      for (rank, index) in order.enumerated() {
        group.addTask {
          let places = slots.places(for: checks[index].company)
          await slots.take(places, rank: firstRank + rank)
          defer { slots.giveBack(places) }
          observer(.judging(checks[index].number))
          let result = await play(checks[index])
          observer(.judged(result))
          return (index, result)
        }
      }
      var results: [CheckResult?] = Array(repeating: nil, count: checks.count)
      var reported = 0
      for await (index, result) in group {
        results[index] = result
        while reported < checks.count, let result = results[reported] {
          await each(result)
          reported += 1
        }
      }
      return results.compactMap(\.self)
    }
  }

  /// Plays one check.
  public func play(_ check: Check) async -> CheckResult {
    let clock = ContinuousClock()
    let began = clock.now
    let (stage, outcome) = await stage(check)
    let seconds = (clock.now - began) / .seconds(1)
    let judge = Judge(
      check: check, stage: stage, outcome: outcome, again: again(check.number), width: width)
    var result = await judge.result(seconds: seconds)
    if let shown = result.failure?.transcript, shown.contains(where: { $0.hasSuffix(" …") }) {
      result.failure?.whole = keep(check.number, stage.transcript.whole())
    }
    await stage.end()
    if result.verdict == .crashed, traces.take() { result.failure?.place = await place(check) }
    return result
  }

  /// The calls of a check that is passed; nil if it is not.
  func calls(of check: Check) async -> [CheckCall]? {
    let (stage, outcome) = await stage(check)
    let lines = stage.transcript.lines
    await stage.end()
    guard case .returned = outcome else { return nil }
    return CheckCall.all(in: lines, of: check)
  }

  /// Puts a check on a stage of its own, and waits for the end of its play.
  private func stage(
    _ check: Check, environment: [String: String] = [:]
  ) async -> (Stage, Outcome) {
    let random = SeededRandom(seed: seed, name: "\(check.number)")
    let stage = Stage(programs, environment: environment, random: random)
    let outcome = await TimeLimit.run(Patience.scaled(check.timeLimit)) {
      try await SeededRandom.$current.withValue(random) { try await check.run(stage) }
    } expired: {
      stage.killPrograms()
    }
    return (stage, outcome)
  }

  /// Where a program crashes in this check: it is played once more, with a backtrace, as programs run
  /// without one while they are judged. nil if it does not crash again.
  private func place(_ check: Check) async -> String? {
    let (stage, _) = await stage(check, environment: Backtrace.environment)
    var place: String?
    for program in stage.cast where place == nil {
      guard case .signalled = await program.exit() else { continue }
      let lines = program.allLines(.stderr).map(\.text)
      let file = programs.folder.appending(path: program.name)
      place = await Backtrace(in: lines, of: program.name)?.place(in: file)
    }
    await stage.end()
    return place
  }
}
