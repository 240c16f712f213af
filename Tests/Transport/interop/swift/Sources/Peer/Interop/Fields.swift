internal import SwiftProtobuf

/// A protobuf message as its encoding has it: numbers and values, whatever they mean.
struct Fields: Sendable {
  enum Value: Sendable {
    case number(UInt64)
    case octets([UInt8])
  }

  private(set) var all: [(number: Int, value: Value)] = []

  init() {}

  /// - Throws: If `octets` are cut short, or have a field of a kind that gRPC's own tests do not use.
  init(octets: [UInt8]) throws {
    var rest = octets[...]
    while !rest.isEmpty {
      let key = try Self.number(&rest)
      switch key & 7 {
      case 0:
        all.append((Int(key >> 3), .number(try Self.number(&rest))))
      case 2:
        let count = try Self.number(&rest)
        guard count <= rest.count else { throw BinaryDecodingError.truncated }
        all.append((Int(key >> 3), .octets(Array(rest.prefix(Int(count))))))
        rest = rest.dropFirst(Int(count))
      default:
        throw BinaryDecodingError.malformedProtobuf
      }
    }
  }

  var octets: [UInt8] {
    all.reduce(into: []) { octets, field in
      switch field.value {
      case .number(let number):
        octets += Self.octets(of: UInt64(field.number) << 3) + Self.octets(of: number)
      case .octets(let value):
        octets += Self.octets(of: UInt64(field.number) << 3 | 2)
        octets += Self.octets(of: UInt64(value.count)) + value
      }
    }
  }

  mutating func add(_ number: Int, _ value: Value) {
    all.append((number, value))
  }

  /// The last number of this field, which stands (0 if there is none).
  func number(_ field: Int) -> Int {
    for case (field, .number(let number)) in all.reversed() {
      return Int(truncatingIfNeeded: number)
    }
    return 0
  }

  /// All octets of this field.
  func octets(_ field: Int) -> [[UInt8]] {
    all.compactMap { each in
      if each.number == field, case .octets(let octets) = each.value { octets } else { nil }
    }
  }

  /// All messages of this field.
  func messages(_ field: Int) throws -> [Fields] {
    try octets(field).map(Fields.init(octets:))
  }

  private static func number(_ octets: inout ArraySlice<UInt8>) throws -> UInt64 {
    var number: UInt64 = 0
    for shift in stride(from: UInt64(0), to: 64, by: 7) {
      guard let octet = octets.popFirst() else { throw BinaryDecodingError.truncated }
      number |= UInt64(octet & 0x7f) << shift
      if octet < 0x80 { return number }
    }
    throw BinaryDecodingError.malformedProtobuf
  }

  private static func octets(of number: UInt64) -> [UInt8] {
    var (octets, rest): ([UInt8], UInt64) = ([], number)
    while rest >= 0x80 {
      octets.append(UInt8(rest & 0x7f) | 0x80)
      rest >>= 7
    }
    return octets + [UInt8(rest)]
  }
}
