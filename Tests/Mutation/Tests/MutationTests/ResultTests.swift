import Foundation
import Testing

@testable import Mutation

@Suite struct ResultTests {
  private func result(
    _ id: String, _ fate: MutantResult.Fate, _ killers: [String] = [], passed: [String] = [],
    whole: Bool = true
  ) -> MutantResult {
    let checks = Dictionary(
      uniqueKeysWithValues: killers.map { ($0, true) } + passed.map { ($0, false) })
    return MutantResult(id: id, fingerprint: "f", fate: fate, checks: checks, isWhole: whole)
  }

  private func withFile(_ body: (URL) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: folder) }
    try body(folder.appending(path: "results.jsonl"))
  }

  @Test func `Results are there again after a run was stopped, also in the middle of a line`()
    throws
  {
    try withFile { file in
      var results = try ResultFile(file)
      try results.append(result("a", .survived))
      try results.append(result("b", .killed, ["1.1"]))
      try results.append(result("a", .killed, ["2.1"]))
      let whole = try Data(contentsOf: file)
      try (whole + Data("{\"id\":\"c\",\"fa".utf8)).write(to: file)

      var again = try ResultFile(file)
      #expect(again.results.count == 2)
      #expect(again.results["a"]?.killers == ["2.1"])
      try again.append(result("d", .unreached))
      #expect(try ResultFile(file).results.keys.sorted() == ["a", "b", "d"])
    }
  }

  private func equivalents(_ json: String) throws -> Equivalents {
    try Equivalents(data: Data(json.utf8))
  }

  @Test func `A mutant that is listed must survive and exist, once, with a reason`() throws {
    let list = try equivalents(
      #"[{"why": "Nobody can see it.", "mutants": ["a", "b", "c", "d"]}, {"why": "", "mutants": ["a"]}]"#
    )
    let results = [
      result("a", .survived), result("b", .killed, ["1.1"]), result("c", .doesNotCompile),
    ]
    #expect(
      list.faults(of: results, among: ["a", "b", "c"]) == [
        "no reason: [\"a\"]", "listed twice: a", "listed, and is none: d",
        "listed, and does not compile: c", "listed, and killed by 1.1: b",
      ])
  }

  @Test func `A list that is right has no faults`() throws {
    let list = try equivalents(#"[{"why": "Nobody can see it.", "mutants": ["a"]}]"#)
    #expect(list.faults(of: [result("a", .survived)], among: ["a", "b"]).isEmpty)
    #expect(list.faults(of: [], among: ["a"]).isEmpty)
  }

  @Test func `The score counts what can be told from End`() {
    let score = Score(
      [
        result("a", .killed, ["1.1"]), result("b", .killed, ["1.1"]), result("c", .survived),
        result("d", .survived), result("e", .doesNotCompile), result("f", .unreached),
      ], equivalents: ["d": "Nobody can see it."])
    #expect(
      score.text
        == "6 mutants: 2 killed, 1 do not compile, 1 equivalent, 2 survived; score 50.0 %")
    #expect(score.byCheck == ["1.1": 2])
    #expect(Score([], equivalents: [:]).percent == nil)
  }

  @Test func `The matrix tells checks that find nothing out by themselves`() {
    let matrix = Matrix(
      [
        result("a", .killed, ["1.1"], passed: ["1.2", "1.3"]),
        result("b", .killed, ["1.1", "1.2"]), result("c", .killed, ["1.2"]),
        result("d", .killed, ["1.1"]), result("e", .killed, ["1.3"], whole: false),
      ], checks: ["1.1", "1.2", "1.3"])
    #expect(matrix.useless == ["1.3"])
    #expect(matrix.nearlyUseless == ["1.2"])
    #expect(matrix.kills["1.1"]?.count == 3)
  }
}
