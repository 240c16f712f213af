import Testing

@testable import Grader

@Suite struct SelectionTests {
  static let all = ["1.1", "1.2", "1.10", "2.1"].map { Samples.check(CheckNumber($0)!) }

  @Test(arguments: [
    ([], ["1.1", "1.2", "1.10", "2.1"]), (["1"], ["1.1", "1.2", "1.10"]), (["1.1"], ["1.1"]),
    (["2", "1.2", "2.1"], ["1.2", "2.1"]),
  ])
  func `Numbers select checks, each once and in order`(words: [String], numbers: [String]) throws {
    #expect(try Selection.checks(words, among: Self.all).map { "\($0.number)" } == numbers)
  }

  @Test(arguments: ["7", "1.3", "1.", "1.1.1", "01.1", "-1", ""])
  func `What is no number of a check is the caller's mistake`(word: String) {
    #expect(throws: Trouble.self) { try Selection.checks([word], among: Self.all) }
  }

  @Test func `The first word is a submission unless it is a number`() {
    #expect(Request(["1", "2.1"]).submission == nil)
    #expect(Request(["1", "2.1"]).numbers == ["1", "2.1"])
    #expect(Request(["../class/ann", "1"]).submission == "../class/ann")
    #expect(Request(["./1", "1"]).submission == "./1")
    #expect(Request([]).numbers.isEmpty)
  }
}
