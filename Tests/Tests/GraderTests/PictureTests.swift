import Foundation
import TestSupport
import Testing

@testable import Grader

@Suite struct PictureTests {
  @Test func `The chapter's pictures are what their sources draw`() throws {
    let pictures = Pictures(of: try Root.workbook())
    let drawn = try pictures.drawn()
    #expect(drawn.count >= RecordingPlay.all.count + 1)
    for (name, svg) in drawn {
      let file = try String(contentsOf: pictures.folder.appending(path: name), encoding: .utf8)
      #expect(file == svg, "run Tests/grade draw: \(name) is not what its source draws")
    }
  }
}
