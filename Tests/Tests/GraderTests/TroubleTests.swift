import Foundation
import TestSupport
import Testing

@testable import Grader

struct TroubleTests {
  @Test(arguments: [
    (CocoaError.Code.fileWriteOutOfSpace, "the disk is full"),
    (.fileWriteNoPermission, "may not be changed"),
    (.fileWriteVolumeReadOnly, "may not be changed"),
    (.fileReadNoPermission, "may not be read"), (.fileReadNoSuchFile, "is gone"),
    (.fileWriteUnknown, "could not be read or written"),
  ])
  func `An error about a file is told in words, with its place`(
    code: CocoaError.Code, words: String
  ) {
    let trouble = Trouble(CocoaError(code, userInfo: [NSFilePathErrorKey: "/some/place"]))
    #expect(trouble.what.hasPrefix("/some/place"))
    #expect(trouble.what.contains(words))
    #expect(!trouble.description.contains("Domain="))
  }

  @Test func `A copy that fails names where to, not where from`() throws {
    let error = #expect(throws: (any Error).self) {
      try FileManager.default.copyItem(atPath: "/dev/null", toPath: "/nowhere/at/all")
    }
    let trouble = Trouble(try #require(error))
    #expect(trouble.what.hasPrefix("/nowhere/at/all"))
  }

  @Test func `Trouble stays what it is`() {
    let trouble = Trouble("what", advice: "advice")
    #expect(Trouble(trouble as any Error) == trouble)
  }

  @Test func `A file is written whole over what was there, and nothing is left beside it`()
    async throws
  {
    try await withTemporaryFolder { folder in
      let file = folder.appending(path: "progress.json")
      for text in ["first", "second"] {
        try Data(text.utf8).writeWhole(to: file)
        #expect(try String(contentsOf: file, encoding: .utf8) == text)
      }
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["progress.json"])
      #expect(throws: CocoaError.self) {
        try Data().writeWhole(to: folder.appending(path: "none/progress.json"))
      }
    }
  }
}
