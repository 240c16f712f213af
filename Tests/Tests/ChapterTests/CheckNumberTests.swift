import Grader
import Testing

/// Pages and checks speak of each other truly.
@Suite struct CheckNumberTests {
  @Test(arguments: Chapter.pages)
  func `Each check number that a page names exists`(page: Page) {
    let known = Set(Check.all.map { "\($0.number)" })
    // Versions and sections look alike: "Swift 6.2", "section 5.2".
    for (index, line) in page.lines.enumerated() {
      for number in Self.numbers(in: line) where !known.contains(number) {
        complain(page.path, index + 1, "there is no check \(number)")
      }
    }
  }

  @Test func `Check numbers are told from versions, sections, addresses and times`() {
    let line =
      "**1.1** `Tests/grade 5.1 6.2`, Swift 6.2, section 5.2, 127.0.0.1, 1.5s, in 2.4 s, 3.8, 0.5, 5.10"
    #expect(Self.numbers(in: line) == ["1.1", "5.1", "6.2", "3.8", "5.10"])
  }

  private static func numbers(in line: String) -> [String] {
    let other =
      /(Swift|[Ss]ections?-?|HTTP\/) ?\d+(\.\d+)*|\d+(\.\d+)* ?m?s\b|[\d.]*\d:\d+|\d+(\.\d+){2,}/
    return line.replacing(other, with: "…").matches(of: /(?:^|[^\d.])((\d+)\.[1-9]\d*)(?![.\d])/)
      .filter { match in Exercise.all.contains { $0.number == Int(match.2) } }
      .map { String($0.1) }
  }
}
