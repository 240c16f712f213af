internal import Foundation
internal import Referee

/// Grades the grader: every answer, wrong or right, must get the verdict that it names.
public struct AnswersRun: Sendable {
  /// Always the same, so that a report can be compared with its golden one.
  private static let seed: UInt64 = 1

  public var workbook: Workbook
  /// Names of answers, or how they begin; "End" and "Start" are the packages themselves. None means
  /// all answers and End.
  public var names: [String]
  public var transport = Grading.Transport.nghttp2
  public var repetitions = 1
  /// Whether every core is kept busy meanwhile.
  public var isUnderLoad = false
  /// Whether reports that differ are written anew.
  public var updates = false
  public var jobs = 8
  public var console: Console

  public init(workbook: Workbook, names: [String], console: Console) {
    self.workbook = workbook
    self.names = names
    self.console = console
  }

  /// Returns whether every answer got its verdict.
  public func run() async throws -> Bool {
    let clock = ContinuousClock()
    let start = clock.now
    let answers = try answers()
    let slots = Slots(max(1, jobs))
    let faults = try await Workshop.use(workbook, console) { workshop in
      try await withThrowingTaskGroup { group in
        var faults: [AnswerResult.Fault] = []
        var judged = 0
        func wait(until count: Int) async throws {
          while judged > count, let more = try await group.next() {
            faults += more.map(\.fault)
            judged -= 1
          }
        }
        // Answers are compiled one after the other while those before are checked.
        for (index, answer) in answers.enumerated() {
          try await wait(until: isUnderLoad ? 0 : answer.lanes - 1)
          let build = try await build(answer, in: workshop, inBackground: judged > 0)
          group.addTask { try await judge(answer, build, index, in: slots) }
          judged += 1
          if answer.alone { try await wait(until: 0) }
        }
        try await wait(until: 0)
        return faults
      }
    }
    let seconds = Int((clock.now - start) / .seconds(1))
    func count(_ fault: AnswerResult.Fault) -> Int { faults.count { $0 == fault } }
    console.print(
      "\n\(faults.count) runs in \(seconds) s: \(count(.none)) as named, "
        + "\(count(.falsePass)) false passes, \(count(.falseFailure)) false failures, "
        + "\(count(.wrongVerdict)) wrong verdicts, \(count(.reportDiffers)) reports differ")
    return !faults.isEmpty && faults.allSatisfy { $0 == .none }
  }

  private func answers() throws -> [Answer] {
    let packages = [
      Answer(package: "End", of: workbook, expectation: .passes),
      Answer(package: "Start", of: workbook, expectation: .neverPasses),
    ]
    let wanted = names.isEmpty ? ["End"] : names
    var answers = packages.filter { wanted.contains($0.name) }
    let others = names.filter { name in !packages.contains { $0.name == name } }
    if names.isEmpty || !others.isEmpty {
      answers += try Answer.all(in: workbook, prefixes: others)
    }
    return answers
  }

  private struct Build: Sendable {
    var outcome: Builder.Outcome
    var time: Duration
  }

  private func build(
    _ answer: Answer, in workshop: Workshop, inBackground: Bool
  ) async throws -> Build {
    let end = try SourceTree(reading: workbook.root.appending(path: "End/Sources"))
    let began = ContinuousClock.now
    let outcome = try await workshop.build(
      answer.name, from: answer.sources(over: end), transport,
      keepingIn: answer.isPackage(of: workbook) ? "programs" : "answers", inBackground: inBackground
    )
    return Build(outcome: outcome, time: ContinuousClock.now - began)
  }

  private func judge(
    _ answer: Answer, _ build: Build, _ index: Int, in slots: Slots
  ) async throws -> [AnswerResult] {
    switch build.outcome {
    case .failed(let errors):
      let result = answer.judge(buildErrors: errors)
      show(result, of: answer, built: build.time, ran: .zero)
      return [result]
    case .built(let programs):
      let load = isUnderLoad ? try await Load() : nil
      defer { load?.end() }
      var results: [AnswerResult] = []
      // Until it is played again, what others build may have pushed it out of the store.
      let folder = WorkingFolder()
      defer { folder.remove() }
      let programs = repetitions > 1 ? programs.copied(into: try folder.path()) : programs
      for _ in 0..<repetitions {
        let start = ContinuousClock.now
        let result = try await play(answer, programs, index, in: slots)
        show(result, of: answer, built: build.time, ran: ContinuousClock.now - start)
        results.append(result)
      }
      return results
    }
  }

  private func play(
    _ answer: Answer, _ programs: BuiltPrograms, _ index: Int, in slots: Slots
  ) async throws -> AnswerResult {
    var runner = Runner(programs: programs, slots: slots, seed: Self.seed)
    runner.firstRank = index * Check.all.count
    let results = await runner.run(answer.checks(among: Check.all))
    Leftovers.kill()
    var result = answer.judge(results)
    let survivors = Leftovers.find()
    if !survivors.isEmpty {
      result.fault = .wrongVerdict
      result.details.append("survivors: \(survivors.map(\.command))")
    }
    if result.fault == .none, answer.expectation == .fails {
      for named in results where answer.checks.contains(named.number) {
        try compare(named, with: answer, &result)
      }
    }
    return result
  }

  /// Compares the report on a named check with the golden one, where there is one: some mistakes do
  /// not look the same twice.
  private func compare(
    _ named: CheckResult, with answer: Answer, _ result: inout AnswerResult
  ) throws {
    let file = answer.golden(of: named.number)
    guard let golden = try? String(contentsOf: file, encoding: .utf8) else { return }
    let text = GoldenReport.text(of: named)
    if GoldenReport(text) == GoldenReport(golden) { return }
    if updates {
      try Data(text.utf8).write(to: file)
      result.outcome += ", report written"
    } else {
      result.fault = .reportDiffers
      result.details += ["expected", golden, "received", text]
    }
  }

  private func show(
    _ result: AnswerResult, of answer: Answer, built: Duration, ran: Duration
  ) {
    let ink = console.report.ink
    let isGood = result.fault == .none
    let mark = isGood ? ink.green("✓") : ink.red("✗ \(result.fault.rawValue):")
    let times = "\(readable(built)) + \(readable(ran))"
    console.print("\(mark) \(answer.name): \(result.outcome)  \(ink.dim("(\(times))"))")
    if !isGood { for line in result.details { console.print(line) } }
  }
}

extension Answer {
  /// How many answers are checked side by side when this one is: wrong ones have but a check or two, which
  /// wait rather than compute. All share the places that the checks of one have otherwise.
  fileprivate var lanes: Int { alone ? 1 : expectation == .fails ? 4 : 2 }

  /// Start or End itself.
  init(package name: String, of workbook: Workbook, expectation: Expectation) {
    self.init(
      name: name, summary: "the package \(name)", expectation: expectation, checks: [],
      passes: [], folder: workbook.root.appending(path: name))
  }

  func isPackage(of workbook: Workbook) -> Bool {
    folder == workbook.root.appending(path: name)
  }
}
