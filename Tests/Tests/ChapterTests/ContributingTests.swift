import Foundation
import TestSupport
import Testing

/// The page for those who change the workbook names what is there.
@Suite struct ContributingTests {
  private static let path = ".github/CONTRIBUTING.md"

  @Test func `Each path that the page names exists`() throws {
    let page = try #require(Page(path: Self.path))
    let named = Self.paths(in: page)
    #expect(named.count > 20)
    for (line, path) in named {
      let file = Root.folder.appending(path: path).path
      if !FileManager.default.fileExists(atPath: file) {
        complain(page.path, line, "nothing is at \(path)")
      }
    }
  }

  @Test func `The chapter and the page of the tests lead to it`() throws {
    for path in ["README.md", "Tests/README.md"] {
      let page = try #require(Page(path: path))
      #expect(page.links.contains { $0.target.hasSuffix("CONTRIBUTING.md") }, "\(path)")
    }
  }

  @Test func `Paths are told from commands, types and flags`() {
    let page = Page(
      path: "a.md",
      text: "`Tests/a.swift` `Tests/grade End 1.1` `Report` `Start` `.build/x` `b/c`\n")
    #expect(Self.paths(in: page).map(\.path) == ["Tests/a.swift", "Tests/grade", "Start"])
  }

  /// What stands in code and is below a folder of the workbook, or its first word is.
  private static func paths(in page: Page) -> [(line: Int, path: String)] {
    page.prose.flatMap { number, text in
      text.matches(of: /`([^`]+)`/).compactMap { match in
        let word = String(match.1.prefix { $0 != " " })
        let isPath = word.contains(/^(Start|End|Protos|Exercises|Tests|\.github|\.ci)(\/|$)/)
        return isPath ? (number, word) : nil
      }
    }
  }
}
