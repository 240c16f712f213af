internal import GRPCCore

/// Cuts a stream's octets into messages: a flag, four octets of length, the message.
struct MessageReader {
  /// The octets that a message may have.
  let limit: Int
  private var octets: [UInt8] = []
  /// Where the next message begins.
  private var start = 0
  /// The octets of all messages taken, with their prefixes.
  private(set) var consumed = 0

  init(limit: Int) {
    self.limit = limit
  }

  /// Whether octets are left over: part of a message, unless ``next()`` has more.
  var isEmpty: Bool { start == octets.count }

  /// How many octets are needed to complete the next message, as far as can be told yet.
  var missing: Int {
    let available = octets.count - start
    return available < 5 ? 5 - available : max(0, 5 + length - available)
  }

  /// Takes all of `other`, and leaves it empty.
  mutating func append(_ other: inout [UInt8]) {
    if isEmpty {
      octets = other
      start = 0
    } else {
      if start > 0 {
        octets.removeFirst(start)
        start = 0
      }
      octets.append(contentsOf: other)
    }
    other = []
  }

  /// The next complete message, or nil.
  mutating func next() throws(RPCError) -> ArraySlice<UInt8>? {
    let available = octets.count - start
    guard available >= 5 else { return nil }
    guard octets[start] == 0 else {
      throw RPCError(
        code: .internalError,
        message: "a message is compressed, but grpc-encoding names no compression")
    }
    let length = length
    guard length <= limit else {
      throw RPCError(
        code: .resourceExhausted,
        message: "a message of \(length) octets is over the limit of \(limit)")
    }
    guard available >= 5 + length else { return nil }
    let end = start + 5 + length
    let message = octets[(start + 5)..<end]
    consumed += end - start
    start = end
    if isEmpty {
      octets = []
      start = 0
    }
    return message
  }

  private var length: Int {
    Int(octets[start + 1]) << 24 | Int(octets[start + 2]) << 16 | Int(octets[start + 3]) << 8
      | Int(octets[start + 4])
  }
}
