import Foundation
import TestSupport
import Testing

@testable import Grader

@Suite struct HintTests {
  private static let page = HintPage(
    """
    # Exercise 1
    <details><summary>Hint: no step's</summary>
    </details>
    ### Step 1: Begin

    - **1.1** The `first` comes
      **at once**, see [the page](https://example.org).
    - **1.2** The second.

    <details><summary>Hint: where to look</summary>

    Look at *this*:

    ```swift
    ### Step 9: no heading
    </details>
    ```

    </details>

    <details><summary>Hint for 1.2 and 1.4 to 1.6: how</summary>
    So.
    </details>
    ### Step 2: Go on
    - **1.3** Third.
    ## What the grader says
    <details><summary>Hint: none either</summary>
    </details>
    """)

  private func check(_ number: CheckNumber, step: Int) -> Check {
    Check(number, "it is so", requirement: "So.", step: step) { _ in }
  }

  @Test func `A hint is for the checks of its step, or for those that its heading names`() {
    func titles(_ number: CheckNumber, _ step: Int) -> [String] {
      Self.page.hints(for: check(number, step: step)).map(\.title)
    }
    #expect(titles("1.1", 1) == ["where to look"])
    #expect(titles("1.2", 1) == ["where to look", "how"])
    #expect(titles("1.3", 2) == [])
    #expect(titles("1.5", 2) == ["how"])
    #expect(titles("1.7", 2) == [])
  }

  @Test func `A hint holds its lines as they are, and code is no end of it`() {
    #expect(
      Self.page.hints.first?.lines == [
        "", "Look at *this*:", "", "```swift", "### Step 9: no heading", "</details>", "```", "",
      ])
  }

  @Test func `A page is read for a terminal`() {
    #expect(
      Markdown.plain(Self.page.points["1.1"] ?? [], width: 60)
        == ["  The `first` comes at once, see the page."])
    #expect(
      Markdown.plain(["- a **b** c_d_e", "  f", "", "```sh", "x *y* `z`", "", "```"], width: 40)
        == ["  - a b c_d_e f", "", "    x *y* `z`"])
    #expect(
      Markdown.plain(["```swift", "    a", "", "      b", "```", "```", " c", "```"], width: 40)
        == ["    a", "", "      b", "    c"])
    #expect(Markdown.plain(["\u{1b}[2J"], width: 40) == ["  \\u{1b}[2J"])
  }

  @Test(arguments: Check.all)
  func `Each check's page says what the check asks for`(check: Check) throws {
    let page = try HintPage(
      of: Exercise.all[check.number.exercise - 1], in: try Root.workbook())
    #expect(page.points[check.number]?.first?.isEmpty == false)
  }

  @Test func `Each hint of every page is for a check`() throws {
    for exercise in Exercise.all {
      let page = try HintPage(of: exercise, in: try Root.workbook())
      #expect(!page.hints.isEmpty)
      let checks = Check.all.filter { $0.number.exercise == exercise.number }
      for hint in page.hints {
        #expect(checks.contains(where: hint.isFor), "\(exercise.page): \(hint.title)")
        #expect(hint.lines.contains { !$0.isEmpty })
        #expect(!hint.title.isEmpty)
      }
    }
  }

  @Test func `Each check has a hint on its page`() throws {
    for check in Check.all {
      let page = try HintPage(of: Exercise.all[check.number.exercise - 1], in: Root.workbook())
      #expect(!page.hints(for: check).isEmpty, "\(check)")
    }
  }

  @Test func `Hints come one after the other, the last one stays, and all come at once`()
    async throws
  {
    let root = try Root.workbook().root
    try await withTemporaryFolder { folder in
      for name in ["Protos/Package.swift", "Start/Package.swift", "Exercises"] {
        let place = folder.appending(path: name)
        try FileManager.default.createDirectory(
          at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
        try FileManager.default.copyItem(at: root.appending(path: name), to: place)
      }
      let check = try #require(Check.all.first { $0.number == "5.1" })
      let workbook = try Workbook(root: folder)
      func text(all: Bool = false) throws -> String {
        try HintRun(workbook: workbook, checks: [check], showsAll: all, console: Console())
          .text(for: check)
      }
      let count = try HintPage(of: Exercise.all[4], in: workbook).hints(for: check).count
      try #require(count > 1)
      for level in 1...count {
        let text = try text()
        #expect(text.contains("hint \(level) of \(count): "))
        #expect(text.contains("Tests/grade hint 5.1") == (level < count))
        #expect(text.contains("End/Sources has the finished") == (level == count))
      }
      #expect(try text().contains("hint \(count) of \(count): "))
      let everything = try text(all: true)
      for level in 1...count { #expect(everything.contains("hint \(level) of \(count): ")) }
    }
  }
}
