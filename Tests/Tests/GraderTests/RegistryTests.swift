import Testing

@testable import Grader

@Suite struct RegistryTests {
  @Test func `The checks are those of the exercises, each once and in order`() {
    let counts = [1: 7, 2: 6, 3: 8, 4: 6, 5: 11, 6: 8, 7: 8, 8: 7]
    let numbers = (1...8).flatMap { exercise in
      (1...counts[exercise]!).map { CheckNumber(exercise, $0) }
    }
    #expect(Check.all.map(\.number) == numbers)
  }

  @Test(arguments: Check.all)
  func `A check is a sentence, a requirement, and a place to read`(check: Check) {
    #expect(check.sentence.first?.isPunctuation == false && check.sentence.last != ".")
    #expect("✗ \(check.number) \(check.sentence)".count <= 80)
    #expect(check.requirement.hasSuffix("."))
    #expect(check.step >= 1)
    #expect(check.takes < check.timeLimit)
  }
}
