import Foundation
import TestSupport
import Testing

/// Links and pictures lead somewhere.
@Suite struct LinkTests {
  @Test(arguments: Chapter.pages)
  func `Each relative link, anchor and image resolves`(page: Page) {
    let folder = Root.folder.appending(path: page.path).deletingLastPathComponent()
    for link in page.links where !link.target.contains("://") {
      let parts = link.target.split(separator: "#", omittingEmptySubsequences: false)
      let file = parts[0].isEmpty ? nil : folder.appending(path: parts[0]).standardizedFileURL
      if let file, !FileManager.default.fileExists(atPath: file.path) {
        complain(page.path, link.line, "nothing is at \(link.target)")
      } else if parts.count == 2 {
        let target = file.flatMap { file in
          Chapter.pages.first { Root.folder.appending(path: $0.path).path == file.path }
        }
        if file != nil && target == nil {
          complain(page.path, link.line, "an anchor into a file that is no page: \(link.target)")
        } else if !(target ?? page).anchors.contains(String(parts[1])) {
          complain(page.path, link.line, "no heading is called #\(parts[1])")
        }
      }
    }
  }

  @Test(arguments: Chapter.pages)
  func `Each image has words for those who cannot see it`(page: Page) {
    for link in page.links where link.isImage && link.text.isEmpty {
      complain(page.path, link.line, "\(link.target) has no alternative text")
    }
  }

  @Test func `Links are found, but not in code`() {
    let page = Page(path: "a.md", text: "# A b\n[x](#a-b) `[y](z)` ![](i.svg)\n```\n[q](r)\n```\n")
    #expect(page.links.map(\.target) == ["#a-b", "i.svg"])
    #expect(page.links.map(\.isImage) == [false, true])
    #expect(page.anchors == ["a-b"])
  }
}
