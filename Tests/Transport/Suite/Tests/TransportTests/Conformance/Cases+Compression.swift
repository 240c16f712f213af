import HTTP2

/// RFC 7541: how field blocks are decoded.
extension ConformanceCase {
  static func compression(_ side: Side) -> [Self] {
    goodBlocks(side) + badBlocks(side) + [
      Self(
        "RFC 7541, 4.3", "A table that shrinks loses its fields",
        [
          side.headers(then: HeaderBlock.indexing("x", "1")),
          .headers(1, block: [HeaderBlock.tableSize(0), HeaderBlock.indexed(62)].flatMap { $0 }),
        ], .connection(.compressionError))
    ]
  }

  private static func goodBlocks(_ side: Side) -> [Self] {
    let long = String(repeating: "x", count: 4096)
    return [
      side.good(
        "3.2", "Fields that were indexed can be referred to",
        then: HeaderBlock.indexing("x", "1"), HeaderBlock.indexed(62)),
      side.good(
        "4.2", "A table's size may change twice at the start of a block",
        first: HeaderBlock.tableSize(0), HeaderBlock.tableSize(4096)),
      side.good(
        "4.4", "A field larger than the table empties it, and is no error",
        then: HeaderBlock.indexing("y", "2"), HeaderBlock.indexing("x", long)),
      side.good(
        "5.2", "Names and values may be Huffman-encoded", then: [0x40], Huffman.customKey,
        Huffman.customValue),
      side.good(
        "6.2.1", "A literal may take its name from the static table", then: [0x40 | 58],
        HeaderBlock.string("test")),
      side.good(
        "6.2.3", "A literal may say that it is never to be indexed", then: [0x10],
        HeaderBlock.string("x"), HeaderBlock.string("1")),
    ]
  }

  private static func badBlocks(_ side: Side) -> [Self] {
    [
      side.bad(
        "2.3.3", "A field's index beyond both tables", then: HeaderBlock.indexed(70)),
      side.bad("2.3.3", "A name's index beyond both tables", then: [0x7f, 7, 1, 0x61]),
      side.bad(
        "4.2", "A table's size that changes after a field", then: HeaderBlock.tableSize(0)),
      side.bad(
        "5.1", "An integer too large to be one", then: [UInt8](repeating: 0xff, count: 11),
        [0x7f]),
      side.bad("5.2", "A string that is longer than its block", then: [0, 1, 0x78, 100, 0x79]),
      side.bad(
        "5.2", "Huffman padding of more than 7 bits",
        then: [0, 1, 0x78, 0x84, 0x1c, 0x64, 0xff, 0xff]),
      side.bad("5.2", "Huffman padding that is not all ones", then: [0, 1, 0x78, 0x81, 0x00]),
      side.bad(
        "5.2", "The end-of-string symbol in a string",
        then: [0, 1, 0x78, 0x84, 0xff, 0xff, 0xff, 0xff]),
      side.bad("6.1", "Index 0", then: HeaderBlock.indexed(0)),
      side.bad(
        "6.2.2", "The index of a literal that was not indexed", then: HeaderBlock.literal("x", "1"),
        HeaderBlock.indexed(62)),
      side.bad(
        "6.3", "A table larger than SETTINGS_HEADER_TABLE_SIZE",
        first: HeaderBlock.tableSize(4097)),
    ]
  }
}

/// Strings of RFC 7541, appendix C.4.3, with their lengths.
private enum Huffman {
  /// custom-key
  static let customKey: [UInt8] = [0x88, 0x25, 0xa8, 0x49, 0xe9, 0x5b, 0xa9, 0x7d, 0x7f]
  /// custom-value
  static let customValue: [UInt8] = [0x89, 0x25, 0xa8, 0x49, 0xe9, 0x5b, 0xb8, 0xe8, 0xb4, 0xbf]
}

extension Side {
  /// A call whose first block begins and ends with these octets, and is as it should be.
  fileprivate func good(
    _ section: String, _ rule: String, first: [UInt8]..., then: [UInt8]...
  ) -> ConformanceCase {
    let head = headers(first: first.flatMap { $0 }, then: then.flatMap { $0 })
    return ConformanceCase("RFC 7541, \(section)", rule, [head] + rest, .served)
  }

  /// A call whose first block begins and ends with these octets, and cannot be decoded.
  fileprivate func bad(
    _ section: String, _ rule: String, first: [UInt8]..., then: [UInt8]...
  ) -> ConformanceCase {
    let head = headers(first: first.flatMap { $0 }, then: then.flatMap { $0 })
    return ConformanceCase(
      "RFC 7541, \(section)", "\(rule) is COMPRESSION_ERROR", [head],
      .connection(.compressionError))
  }

  fileprivate func headers(first: [UInt8] = [], then: [UInt8]) -> RawFrame {
    .headers(1, block: first + block + then, endStream: false)
  }
}
