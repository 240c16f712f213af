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

  @Test(arguments: Chapter.pages)
  func `Each link to a file on GitHub names a version or a commit`(page: Page) {
    for link in page.links where Self.moves(link.target) {
      complain(page.path, link.line, "what is at \(link.target) may change")
    }
  }

  private static func moves(_ target: String) -> Bool {
    target.contains(/github\.com\/[^\/]+\/[^\/]+\/(blob|tree|raw)\/(master|main|HEAD|develop)\b/)
  }

  @Test func `Branches are told from versions and commits`() {
    let file = "https://github.com/grpc/grpc/blob/"
    #expect(Self.moves(file + "master/doc/a.md"))
    #expect(Self.moves("https://github.com/a/b/tree/main"))
    #expect(!Self.moves(file + "010decebd96922114400a6490f397367840db2d1/doc/a.md"))
    #expect(!Self.moves(file + "v1.76.0/doc/master.md"))
    #expect(!Self.moves("https://github.com/grpc/grpc"))
  }

  @Test func `Links are found, but not in code`() {
    let page = Page(path: "a.md", text: "# A b\n[x](#a-b) `[y](z)` ![](i.svg)\n```\n[q](r)\n```\n")
    #expect(page.links.map(\.target) == ["#a-b", "i.svg"])
    #expect(page.links.map(\.isImage) == [false, true])
    #expect(page.anchors == ["a-b"])
  }
}
