import Testing

@testable import GRPCNghttp2Transport

@Suite(.ours("It calls this transport's own functions")) struct CodingTests {
  @Test(arguments: [
    ("", ""), ("plain text ~", "plain text ~"), ("100%", "100%25"), ("\u{0}\n\u{7f}", "%00%0A%7F"),
    ("☺", "%E2%98%BA"), ("😈", "%F0%9F%98%88"),
  ])
  func `Messages are percent-encoded, and come back`(text: String, encoded: String) {
    #expect(PercentEncoding.encode(text) == encoded)
    #expect(PercentEncoding.decode(encoded) == text)
  }

  @Test(arguments: ["%", "%2", "%zz", "a%", "%%41"])
  func `What is not well encoded stands for itself`(text: String) {
    #expect(PercentEncoding.decode(text) == (text == "%%41" ? "%A" : text))
  }

  @Test func `Small letters are digits too`() {
    #expect(PercentEncoding.decode("%e2%98%ba") == "☺")
  }

  @Test(
    arguments: [
      ("", []), ("Zg", [0x66]), ("Zg==", [0x66]), ("Zm8", [0x66, 0x6f]),
      ("Zm9v", [0x66, 0x6f, 0x6f]),
      ("-_-_", [0xfb, 0xff, 0xbf]), ("+/+/", [0xfb, 0xff, 0xbf]),
    ] as [(String, [UInt8])])
  func `Base64 is read in either alphabet, padded or not`(text: String, octets: [UInt8]) {
    #expect(Base64.decode(text) == octets)
  }

  @Test(arguments: ["Z", "Zm9vZ", "Z=g", "Zm 9", "Zm9v\n", "Zg==="])
  func `What is not base64 is nothing`(text: String) {
    #expect(Base64.decode(text) == nil)
  }

  @Test func `Messages are cut wherever the octets are`() throws {
    let messages: [[UInt8]] = [[], [1], Array(0..<200), [], [UInt8](repeating: 9, count: 1000)]
    let octets = messages.flatMap { framed($0) }
    for size in [1, 2, 3, 4, 5, 6, 7, 11, 100, 1000, octets.count] {
      var reader = MessageReader(limit: 1000)
      var found: [[UInt8]] = []
      for start in stride(from: 0, to: octets.count, by: size) {
        var part = Array(octets[start..<min(start + size, octets.count)])
        reader.append(&part)
        while let message = try reader.next() { found.append(Array(message)) }
        #expect(reader.consumed == found.reduce(0) { $0 + 5 + $1.count })
      }
      #expect(found == messages)
      #expect(reader.isEmpty)
      #expect(reader.missing == 5)
    }
  }

  @Test func `A message says how much of it is missing`() throws {
    var reader = MessageReader(limit: 1000)
    var missing: [Int] = []
    for octet in framed([1, 2, 3]) {
      missing.append(reader.missing)
      var part = [octet]
      reader.append(&part)
    }
    #expect(missing == [5, 4, 3, 2, 1, 3, 2, 1])
    #expect(try reader.next().map(Array.init) == [1, 2, 3])
  }
}
