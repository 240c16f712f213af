import Foundation
import Testing

@testable import Grader

/// The finished package passes every check.
@Suite struct EndTests {
  /// As many checks side by side as in a run of the grader.
  private static let slots = Slots(8)

  @Test(arguments: Check.all)
  func `End passes`(check: Check) async throws {
    let programs = try Self.programs()
    let places = Self.slots.places(for: check.company)
    await Self.slots.take(places, rank: 0)
    defer { Self.slots.giveBack(places) }
    let result = await Runner(programs: programs).play(check)
    #expect(result.verdict == .passed, "\(TextReport().text(of: result))")
  }

  /// End's programs, as the grader has built and kept them.
  private static func programs() throws -> BuiltPrograms {
    let workbook = try Root.workbook()
    let end = try SourceTree(reading: workbook.root.appending(path: "End/Sources"))
    let key = try Builder(workbook, transport: .nghttp2).key(of: end)
    return try #require(
      ProgramStore(in: workbook).programs(key),
      "End's programs are not built: run Tests/grade End once, then these tests again.")
  }
}
