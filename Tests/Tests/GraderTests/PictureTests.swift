import DataHubMessages
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

  @Test func `A usual package takes as many octets as page 6 says`() throws {
    var package = EgressPackage()
    package.isSuccess = true
    package.trackingGuid = UUID().uuidString
    package.tagName = "SomeTagName"
    package.tagValue = String(Ticks.now())
    // gRPC's prefix has five.
    let octets = try (package.serializedBytes() as [UInt8]).count + 5
    let page = try String(
      contentsOf: Root.folder.appending(path: "Exercises/06-flow-control.md"), encoding: .utf8)
    #expect(page.contains("A usual package takes \(octets) octets"))
    #expect(page.contains("\nholds \(65_535 / octets) of them"))
    #expect(page.contains("16 KiB, or \(16 * 1024 / octets),"))
  }
}
