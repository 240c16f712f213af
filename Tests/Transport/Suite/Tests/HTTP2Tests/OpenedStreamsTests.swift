import Testing

@testable import HTTP2

@Suite struct OpenedStreamsTests {
  @Test func `Numbers ascend, and one that was left out is not used again`() {
    let last = Int32.max
    let numbers = [3, 1, 3, 5, 11, 9, 7, 5, 13, last, 15, last - 2, 13]
    #expect(Self.refused(numbers) == [1, 9, 7, 15, last - 2])
  }

  @Test func `Numbers that are no client's are not looked at`() {
    #expect(Self.refused([5, 0, 2, 4, 6, 5]) == [])
  }

  @Test func `Who leaves out very much is held to the last of it, and to nothing that was open`() {
    let numbers = Array(stride(from: Int32(1), through: 40_001, by: 4))
    #expect(Self.refused(numbers) == [])
    #expect(Self.refused(numbers + [39_999, 39_003, 3, 1, 40_001]) == [39_999, 39_003])
  }

  /// Which of these are not taken, one after the other.
  private static func refused(_ numbers: [Int32]) -> [Int32] {
    var streams = OpenedStreams()
    return numbers.filter { !streams.open($0) }
  }
}
