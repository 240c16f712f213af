import Foundation
import Grader
import TestSupport
import Testing

/// A check has all of its places: what a new one lacks is told.
@Suite struct CheckPlacesTests {
  private static func page(of check: Check) -> Page? {
    Chapter.pages.first { $0.path == Exercise.all[check.number.exercise - 1].page }
  }

  @Test(arguments: Check.all)
  func `Each check is named in the step of the page that it sends its reader to`(check: Check) {
    let path = Exercise.all[check.number.exercise - 1].page
    guard let page = Self.page(of: check) else {
      complain(path, 1, "the page is missing, and check \(check.number) sends its reader there")
      return
    }
    guard let step = page.section("Step \(check.step)") else {
      complain(path, 1, "no heading begins with \"Step \(check.step)\", see check \(check.number)")
      return
    }
    if !step.contains("**\(check.number)**") {
      complain(path, 1, "step \(check.step) does not name check **\(check.number)**")
    }
  }

  @Test(arguments: Check.all)
  func `Each check's sentence is in what its page shows of a solution`(check: Check) {
    let line = "✓ \(check.number) \(check.sentence)"
    let path = Exercise.all[check.number.exercise - 1].page
    let listings = Self.page(of: check)?.blocks.filter { $0.lines.contains(line) } ?? []
    if listings.isEmpty { complain(path, 1, "no output shows \"\(line)\"") }
  }

  @Test(arguments: Exercise.all.indices)
  func `Each page is called what the grader calls its exercise`(index: Int) throws {
    let exercise = Exercise.all[index]
    let page = try #require(Chapter.pages.first { $0.path == exercise.page })
    let title = exercise.title.replacing(": ", with: ", ")
    #expect(page.headings.first?.text == "Exercise \(exercise.number): \(title)")
    let overview = try #require(Chapter.text("Exercises/README.md"))
    #expect(overview.contains("| [\(exercise.number) \(exercise.title)]("))
  }

  @Test func `The chapter counts the checks as they are`() throws {
    let readme = try #require(Chapter.pages.first { $0.path == "README.md" })
    #expect(readme.lines.contains { $0.hasPrefix("0 of \(Check.all.count) checks passed") })
  }

  @Test(arguments: Check.all)
  func `Each check is failed by an answer of the corpus, with a golden report`(check: Check) throws
  {
    let answers = try Answer.all(in: Root.workbook()).filter {
      $0.expectation == .fails && $0.checks.contains(check.number)
    }
    if answers.isEmpty {
      complain("Tests/Answers/README.md", 1, "no answer is there to fail \(check.number)")
    } else if !answers.contains(where: { isReadable($0.golden(of: check.number)) }) {
      let names = answers.map(\.name).joined(separator: ", ")
      complain("Tests/Answers/README.md", 1, "\(check.number) has no report of: \(names)")
    }
  }

  private func isReadable(_ file: URL) -> Bool {
    (try? String(contentsOf: file, encoding: .utf8))?.isEmpty == false
  }
}
