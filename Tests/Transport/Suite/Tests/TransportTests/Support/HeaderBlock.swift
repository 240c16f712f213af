/// Header blocks as RFC 7541 encodes them, octet for octet.
enum HeaderBlock {
  /// A field as a literal that is not indexed, with a new name (section 6.2.2).
  static func literal(_ name: String, _ value: String) -> [UInt8] {
    [0] + string(name) + string(value)
  }

  /// Fields as such literals.
  static func literals(_ fields: [(String, String)]) -> [UInt8] {
    fields.flatMap { literal($0.0, $0.1) }
  }

  /// A field that is in a table (section 6.1).
  static func indexed(_ index: Int) -> [UInt8] {
    integer(index, prefix: 7, pattern: 0x80)
  }

  /// A literal that joins the dynamic table (section 6.2.1).
  static func indexing(_ name: String, _ value: String) -> [UInt8] {
    [0x40] + string(name) + string(value)
  }

  /// A new size of the dynamic table (section 6.3).
  static func tableSize(_ size: Int) -> [UInt8] {
    integer(size, prefix: 5, pattern: 0x20)
  }

  /// A string that is not Huffman-encoded (section 5.2).
  static func string(_ text: String) -> [UInt8] {
    integer(text.utf8.count, prefix: 7, pattern: 0) + Array(text.utf8)
  }

  /// An integer behind the bits of `pattern` (section 5.1).
  static func integer(_ value: Int, prefix: Int, pattern: UInt8) -> [UInt8] {
    let most = 1 << prefix - 1
    guard value >= most else { return [pattern | UInt8(value)] }
    var (octets, rest) = ([pattern | UInt8(most)], value - most)
    while rest >= 128 {
      octets.append(UInt8(rest & 0x7f) | 0x80)
      rest >>= 7
    }
    return octets + [UInt8(rest)]
  }
}
