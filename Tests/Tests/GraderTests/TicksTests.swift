import Foundation
import Testing

@testable import Grader

/// Time as .NET counts it.
@Suite struct TicksTests {
  @Test func `The Unix epoch has its well-known number, and now is after it`() throws {
    let calendar = Calendar(identifier: .gregorian)
    let first = DateComponents(
      calendar: calendar, timeZone: TimeZone(identifier: "UTC"), year: 1, month: 1, day: 1)
    #expect(first.date != nil)
    let seconds = Date().timeIntervalSince1970
    let ticks = Double(Ticks.now() - Ticks.epoch) / Double(Ticks.perSecond)
    #expect(abs(ticks - seconds) < 5)
  }

  @Test(arguments: ["", " 1", "1.5", "-1", "0x1", "1e3", "٣"])
  func `Only decimal digits are ticks`(_ text: String) {
    #expect(Ticks.parse(text) == nil)
  }

  @Test func `Digits are read exactly`() {
    #expect(Ticks.parse("639000000000000001") == 639_000_000_000_000_001)
  }
}
