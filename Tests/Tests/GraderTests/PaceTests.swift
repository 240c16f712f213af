import Testing

@testable import Grader

/// What the pauses between packages tell of the mistake.
@Suite struct PaceTests {
  @Test func `A stream that waits for nothing is told so, though the machine is slow at times`() {
    #expect(hint([0, 1, 0, 14, 0, 1, 0, 31, 1, 0, 0, 2])?.contains("Is there a wait") == true)
  }

  @Test func `Two loops that write are no loop without a wait`() {
    #expect(hint([0, 50, 1, 49, 0, 51, 0, 50])?.contains("one loop alone") == true)
  }

  @Test func `Packages in bunches are told from packages without pauses`() {
    #expect(hint([0, 0, 150, 0, 0, 150, 0, 0, 150])?.contains("bunches") == true)
  }

  @Test func `Two intervals are told so, though the machine is slow at times`() {
    #expect(hint([100, 101, 117, 83, 100, 99])?.contains("two intervals") == true)
    #expect(hint([50, 75, 100, 125, 150, 175]) == nil)
    #expect(hint([50, 50, 100, 50, 50, 100]) == nil)
  }

  @Test func `The fraction of a second alone is told from no pause at all`() {
    #expect(hint([400, 401], interval: 1400)?.contains("fraction of a second alone") == true)
    #expect(hint([0, 1], interval: 1400)?.contains("Is there a wait") == true)
  }

  /// - Parameters: pauses and interval in milliseconds.
  private func hint(_ pauses: [Int], interval: Int = 50) -> String? {
    var pace = Pace()
    var times: [Duration] = [.zero]
    for pause in pauses { times.append((times.last ?? .zero) + .milliseconds(pause)) }
    pace.add(times, interval: .milliseconds(interval))
    do {
      try pace.expectRight()
      return nil
    } catch {
      return error.hint
    }
  }
}
