import Testing

@testable import Referee

/// Cutting octets into messages.
@Suite struct MessageDecoderTests {
  private func decode(_ octets: [UInt8], in sizes: Int) throws -> [[UInt8]] {
    var decoder = MessageDecoder(limit: 70_000)
    var messages: [[UInt8]] = []
    var rest = octets[...]
    while !rest.isEmpty {
      messages += try Array(rest.prefix(sizes)).withUnsafeBytes { try decoder.receive($0) }
      rest = rest.dropFirst(sizes)
    }
    return messages
  }

  @Test(arguments: [1, 2, 4, 5, 6, 7, 100, 5000])
  func `Messages come out whole, however they were cut`(_ size: Int) throws {
    let messages: [[UInt8]] = [[], [1], Array(repeating: 2, count: 300), [], [3, 4, 5, 6, 7]]
    #expect(try decode(messages.flatMap(MessageDecoder.framed), in: size) == messages)
  }

  @Test func `A length takes all four octets of the prefix`() throws {
    let message = [UInt8](repeating: 9, count: 70_000)
    #expect(MessageDecoder.framed(message).prefix(5) == [0, 0, 1, 0x11, 0x70])
    #expect(try decode(MessageDecoder.framed(message) + [0, 0], in: 16_384) == [message])
  }

  @Test func `A message of more octets than are taken is refused by its prefix`() throws {
    #expect(throws: MessageDecoder.TooLong.self) { try decode([0, 0, 1, 0x11, 0x71], in: 5) }
    #expect(throws: MessageDecoder.TooLong.self) { try decode([0, 255, 255, 255, 255], in: 1) }
  }
}
