/// Cuts a stream's octets into messages: five octets of prefix, then the message.
struct MessageDecoder {
  /// A prefix announces more octets than are taken.
  struct TooLong: Error {
    var length: Int
  }

  /// The longest message that is taken, in octets.
  let limit: Int
  private var octets: [UInt8] = []
  private var head = 0

  init(limit: Int) {
    self.limit = limit
  }

  /// Takes what arrived, and hands out the messages that are complete by it.
  mutating func receive(_ bytes: UnsafeRawBufferPointer) throws(TooLong) -> [[UInt8]] {
    // As typed memory it is copied in one piece, also without optimization.
    octets.append(contentsOf: bytes.assumingMemoryBound(to: UInt8.self))
    var messages: [[UInt8]] = []
    while octets.count - head >= 5 {
      let length = octets[head + 1..<head + 5].reduce(0) { $0 << 8 | Int($1) }
      if length > limit { throw TooLong(length: length) }
      if octets.count - head - 5 < length { break }
      messages.append(Array(octets[head + 5..<head + 5 + length]))
      head += 5 + length
    }
    if head == octets.count {
      octets.removeAll(keepingCapacity: true)
      head = 0
    } else if head > 65_536 {
      octets.removeFirst(head)
      head = 0
    }
    return messages
  }

  /// The message with its prefix.
  static func framed(_ message: [UInt8]) -> [UInt8] {
    let length = UInt32(message.count)
    let prefix: [UInt8] = [0] + (0..<4).map { UInt8(truncatingIfNeeded: length >> (24 - 8 * $0)) }
    return prefix + message
  }
}
