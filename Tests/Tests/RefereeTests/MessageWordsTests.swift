import Foundation
import SwiftProtobuf
import Testing

@testable import Referee

/// A message in words.
@Suite struct MessageWordsTests {
  private func text(_ message: some Message, alwaysTelling flags: [String] = []) throws -> String {
    MessageWords(type(of: message), alwaysTelling: flags).text(of: try message.serializedBytes())
  }

  @Test func `Fields are told by their names, in the order of their numbers; absent ones are not`()
    throws
  {
    let field = Google_Protobuf_Field.with {
      $0.jsonName = "h"
      $0.kind = .typeString
      $0.number = -3
      $0.packed = true
    }
    #expect(try text(field) == #"kind typeString number -3 packed true json_name "h""#)
    #expect(try text(Google_Protobuf_Field()) == "empty message")
    #expect(try text(Google_Protobuf_DoubleValue.with { $0.value = 1.5 }) == "value 1.5")
    #expect(try text(Google_Protobuf_UInt64Value(.max)) == "value 18446744073709551615")
    #expect(try text(Google_Protobuf_BytesValue(Data([0, 255]))) == "value 2 octets")
  }

  @Test func `A flag that is always told stands at its place, false or true, where there is one`()
    throws
  {
    let field = Google_Protobuf_Field.with {
      $0.name = "a"
      $0.jsonName = "b"
    }
    #expect(
      try text(field, alwaysTelling: ["packed", "nothing"])
        == #"name "a" packed false json_name "b""#)
    let packed = Google_Protobuf_Field.with { $0.packed = true }
    #expect(try text(packed, alwaysTelling: ["packed"]) == "packed true")
    #expect(try text(Google_Protobuf_Field(), alwaysTelling: ["packed"]) == "packed false")
    // Of another kind than boolean.
    #expect(try text(Google_Protobuf_Field(), alwaysTelling: ["name"]) == "empty message")
  }

  @Test
  func `A repeated field is told once for each value, messages in braces, maps by their size`()
    throws
  {
    let type = Google_Protobuf_Type.with {
      $0.oneofs = ["a", "b c"]
      $0.sourceContext.fileName = "x.proto"
      $0.options = [.init(), .with { $0.name = "deep" }]
    }
    #expect(
      try text(type) == """
        oneofs "a" oneofs "b c" options {} options { name "deep" } \
        source_context { file_name "x.proto" }
        """)
    let map = Google_Protobuf_Struct(fields: ["a": .init(numberValue: 1), "b": .init()])
    #expect(try text(map) == "fields 2 entries")
  }

  @Test func `Only what is a UUID is shortened as one`() throws {
    for (value, told) in [
      ("6F1c0a52-5c1e-4f0e-9d3a-0123456789ab", "6F1c…"),
      ("6f1c0a52-5c1e-4f0e-9d3a-0123456789ag", #""6f1c0a52-5c1e-4f0e-9d3a-0123456789ag""#),
      ("------------------------------------", #""------------------------------------""#),
      ("6f1c0a525c1e4f0e9d3a0123456789ab", #""6f1c0a525c1e4f0e9d3a0123456789ab""#),
      ("６f1c0a52-5c1e-4f0e-9d3a-012345678b", #""６f1c0a52-5c1e-4f0e-9d3a-012345678b""#),
    ] {
      #expect(try text(Google_Protobuf_StringValue(value)) == "value \(told)")
    }
  }

  @Test func `A long text is told by its beginning and its length, and stays on one line`() throws {
    let long = String(repeating: "ä", count: 100)
    let beginning = String(repeating: "ä", count: 39)
    #expect(try text(Google_Protobuf_StringValue(long)) == "value \"\(beginning)…\" (200 octets)")
    #expect(try text(Google_Protobuf_StringValue("a\n\u{1b}b")) == #"value "a\n\u{1B}b""#)
  }

  @Test func `Octets that are no such message are told by their length`() {
    let words = MessageWords(Google_Protobuf_StringValue.self, alwaysTelling: [])
    #expect(words.text(of: [0xff]) == "1 octets that are no message of this method")
    #expect(words.text(of: [0x0a, 1, 0xff]) == "3 octets that are no message of this method")
  }

  @Test func `A field that the contract does not know is not told`() throws {
    let words = MessageWords(Google_Protobuf_StringValue.self, alwaysTelling: [])
    #expect(words.text(of: [0x0a, 1, 0x61, 0x78, 1]) == #"value "a""#)
    #expect(words.text(of: [0x78, 1]) == "empty message")
  }

  @Test func `Deeply nested messages end at the decoder's limit, and no stack does`() {
    var octets: [UInt8] = []
    for _ in 0..<2_000 {
      let length = octets.count
      // Value.list_value { values: … }, field 6 and field 1.
      let inner = [0x0a] + varint(length) + octets
      octets = [0x32] + varint(inner.count) + inner
    }
    let words = MessageWords(Google_Protobuf_Value.self, alwaysTelling: [])
    #expect(words.text(of: octets) == "\(octets.count) octets that are no message of this method")
  }

  private func varint(_ value: Int) -> [UInt8] {
    value < 128 ? [UInt8(value)] : [UInt8(value & 0x7f | 0x80)] + varint(value >> 7)
  }
}
