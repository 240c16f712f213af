import Testing

/// What a page shows as code is code that exists.
@Suite struct CodeTests {
  @Test(arguments: Chapter.pages)
  func `Each quoted block of code occurs in the file that it names`(page: Page) {
    for block in page.blocks where !["console", "sh"].contains(block.language) {
      guard let source = block.source else {
        complain(page.path, block.line, "this block names no file in its info string")
        continue
      }
      guard let text = Chapter.text(source) else {
        complain(page.path, block.line, "there is no file \(source)")
        continue
      }
      if let missing = Quotation(block.lines).firstLineMissing(in: text) {
        complain(
          page.path, block.line + 1 + missing,
          "\(source) does not hold this block from here on: \(block.lines[missing])")
      }
    }
  }

  @Test(arguments: Chapter.pages)
  func `Fences are balanced and start their lines`(page: Page) {
    let fences = page.lines.filter { $0.hasPrefix("```") }
    if fences.count != 2 * page.blocks.count { complain(page.path, 1, "a fence is not closed") }
    for (number, text) in page.prose where text.contains("```") {
      complain(page.path, number, "a fence that does not start its line")
    }
  }

  @Test func `A quotation is found as it stands or indented, and only then`() {
    let file = "struct A {\n  func b() {\n    c()\n\n    d()\n  }\n}\n"
    #expect(Quotation(["  func b() {", "    c()"]).firstLineMissing(in: file) == nil)
    #expect(Quotation(["func b() {", "  c()", "", "  d()"]).firstLineMissing(in: file) == nil)
    #expect(Quotation(["func b() {", "    c()"]).firstLineMissing(in: file) == 1)
    #expect(Quotation(["c()", "d()"]).firstLineMissing(in: file) == 1)
    #expect(Quotation(["e()"]).firstLineMissing(in: file) == 0)
  }

  @Test func `A line … of a quotation stands for one line of the file or more, in their order`() {
    let file = "for a in b {\n  c()\n  d()\n  e()\n}\n"
    #expect(Quotation(["for a in b {", "  …", "}"]).firstLineMissing(in: file) == nil)
    #expect(Quotation(["for a in b {", "…", "  d()", "…", "}"]).firstLineMissing(in: file) == nil)
    #expect(Quotation(["  c()", "…", "  e()"]).firstLineMissing(in: file) == nil)
    #expect(Quotation(["  c()", "…", "  d()"]).firstLineMissing(in: file) == 2)
    #expect(Quotation(["for a in b {", "  …", "  e()", "  d()"]).firstLineMissing(in: file) == 3)
    #expect(Quotation(["for a in b {", "  …", "  f()"]).firstLineMissing(in: file) == 2)
    #expect(Quotation(["for a in c {", "  …", "}"]).firstLineMissing(in: file) == 0)
  }
}
