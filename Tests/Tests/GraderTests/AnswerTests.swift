import Foundation
import TestSupport
import Testing

@testable import Grader

@Suite struct AnswerTests {
  private func answer(
    _ expectation: Answer.Expectation, _ checks: [CheckNumber] = [], passes: [Int] = []
  ) -> Answer {
    Answer(
      name: "W00", summary: "", expectation: expectation, checks: checks, passes: passes,
      folder: URL(filePath: "/"))
  }

  private func results(_ verdicts: [CheckNumber: Verdict]) -> [CheckResult] {
    verdicts.sorted { $0.key < $1.key }.map {
      CheckResult(Samples.check($0.key), $0.value, seconds: 0)
    }
  }

  @Test func `A wrong answer that a named check passes is a false pass`() {
    let wrong = answer(.fails, ["1.1", "1.2"])
    #expect(wrong.judge(results(["1.1": .failed, "1.2": .timedOut])).fault == .none)
    #expect(wrong.judge(results(["1.1": .failed, "1.2": .passed])).fault == .falsePass)
    #expect(wrong.judge(results(["1.1": .failed, "1.2": .crashed])).fault == .wrongVerdict)
    #expect(wrong.judge(results(["1.1": .failed, "1.2": .notStarted])).fault == .wrongVerdict)
  }

  @Test func `A right answer that any check fails is a false failure`() {
    let right = answer(.passes)
    #expect(right.judge(results(["1.1": .passed, "6.6": .passed])).fault == .none)
    #expect(right.judge(results(["1.1": .passed, "6.6": .timedOut])).fault == .falseFailure)
    #expect(right.judge(results(["1.1": .passed, "6.6": .trouble])).fault == .wrongVerdict)
    #expect(right.judge(buildErrors: []).fault == .falseFailure)
  }

  @Test func `Hostile answers get the verdicts that they name`() {
    #expect(answer(.crashes, ["4.1"]).judge(results(["4.1": .crashed])).fault == .none)
    #expect(answer(.crashes, ["4.1"]).judge(results(["4.1": .failed])).fault == .wrongVerdict)
    #expect(answer(.timesOut, ["4.1"]).judge(results(["4.1": .timedOut])).fault == .none)
    #expect(answer(.neverPasses).judge(results(["1.1": .failed])).fault == .none)
    #expect(answer(.neverPasses).judge(results(["1.1": .passed])).fault == .falsePass)
    #expect(
      answer(.neverPasses, ["1.1"]).judge(results(["1.1": .failed, "2.1": .passed])).fault == .none)
    let error = "Sources/DataHubServer/a.swift:1:2: error: no"
    #expect(answer(.doesNotBuild).judge(buildErrors: [error]).fault == .none)
    #expect(answer(.doesNotBuild).judge(buildErrors: ["error: no"]).fault == .wrongVerdict)
    #expect(answer(.doesNotBuild).judge(results([:])).fault == .falsePass)
  }

  @Test func `Exercises that must pass nevertheless are run, and held to it`() {
    let wrong = answer(.fails, ["5.1"], passes: [1])
    let numbers = wrong.checks(among: Check.all).map(\.number)
    #expect(numbers.filter { $0.exercise == 5 } == ["5.1"])
    #expect(numbers.count == 1 + Check.all.count { $0.number.exercise == 1 })
    #expect(wrong.judge(results(["1.1": .failed, "5.1": .failed])).fault == .falseFailure)
    #expect(answer(.passes).checks(among: Check.all).count == Check.all.count)
    let part = answer(.passes, passes: [8]).checks(among: Check.all)
    #expect(Set(part.map(\.number.exercise)) == [8])
  }

  @Test func `Every answer of the corpus names checks that exist, and changes files of End`()
    throws
  {
    let workbook = try Root.workbook()
    let end = try SourceTree(reading: workbook.root.appending(path: "End/Sources"))
    let answers = try Answer.all(in: workbook)
    #expect(answers.count >= 45)
    let numbers = Set(Check.all.map(\.number))
    for answer in answers {
      #expect(!answer.summary.isEmpty, "\(answer.name)")
      #expect(numbers.isSuperset(of: answer.checks), "\(answer.name)")
      let names = [.fails, .crashes, .timesOut].contains(answer.expectation)
      #expect(!names || !answer.checks.isEmpty, "\(answer.name)")
      let changed = answer.sources(over: SourceTree()).files
      #expect(!changed.isEmpty, "\(answer.name)")
      for (path, content) in changed {
        #expect(end.files[path] != content, "\(answer.name): \(path) is End's")
      }
    }
  }

  @Test func `Every check is failed by a wrong answer of the corpus`() throws {
    let wrong = try Answer.all(in: Root.workbook()).filter { $0.expectation == .fails }
    let failed = Set(wrong.flatMap(\.checks))
    #expect(Check.all.map(\.number).filter { !failed.contains($0) } == [])
  }

  @Test func `Prefixes select answers`() throws {
    let workbook = try Root.workbook()
    #expect(try Answer.all(in: workbook, prefixes: ["W01"]).map(\.name) == ["W01"])
    let hostile = try Answer.all(in: workbook).map(\.name).filter { $0.hasPrefix("H") }
    #expect(try Answer.all(in: workbook, prefixes: ["H"]).map(\.name) == hostile)
    #expect(hostile.count > 1)
    #expect(throws: Trouble.self) { try Answer.all(in: workbook, prefixes: ["X"]) }
  }
}
