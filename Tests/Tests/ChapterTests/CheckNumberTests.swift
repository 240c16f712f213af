import Grader
import Testing

/// Pages and checks speak of each other truly.
@Suite struct CheckNumberTests {
  @Test("each check number that a page names exists", arguments: Chapter.pages)
  func numbersExist(page: Page) {
    let known = Set(Check.all.map { "\($0.number)" })
    // Versions and sections look alike: "Swift 6.2", "section 5.2".
    for (index, line) in page.lines.enumerated() {
      for number in Self.numbers(in: line) where !known.contains(number) {
        complain(page.path, index + 1, "there is no check \(number)")
      }
    }
  }

  @Test("check numbers are told from versions, sections, addresses and times")
  func findsNumbers() {
    let line =
      "**1.1** `Tests/grade 5.1 6.2`, Swift 6.2, section 5.2, 127.0.0.1, 1.5s, in 2.4 s, 3.8"
    #expect(Self.numbers(in: line) == ["1.1", "5.1", "6.2", "3.8"])
  }

  private static func numbers(in line: String) -> [String] {
    let other =
      /(Swift|[Ss]ections?-?|HTTP\/) ?\d+(\.\d+)*|\d+(\.\d+)* ?m?s\b|[\d.]*\d:\d+|\d+(\.\d+){2,}/
    return line.replacing(other, with: "…").matches(of: /(?:^|[^\d.])([1-6]\.[1-9])(?![.\d])/)
      .map { String($0.1) }
  }

  @Test("each check is named in the step of the page that it sends its reader to")
  func checksAreNamed() {
    for check in Check.all {
      let path = Exercise.all[check.number.exercise - 1].page
      guard let page = Chapter.pages.first(where: { $0.path == path }) else {
        complain(path, 1, "the page is missing, and check \(check.number) sends its reader there")
        continue
      }
      guard let step = page.section("Step \(check.step)") else {
        complain(
          path, 1, "no heading begins with \"Step \(check.step)\", see check \(check.number)")
        continue
      }
      if !step.contains("**\(check.number)**") {
        complain(path, 1, "step \(check.step) does not name check **\(check.number)**")
      }
    }
  }
}
