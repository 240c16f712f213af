internal import Foundation
internal import SwiftProtobuf

/// Visits a message, and puts each of its fields into words: a repeated field once for each value, a
/// UUID by its first four characters, a long text by its beginning, octets and maps by their size.
struct FieldWords: Visitor {
  struct Field {
    let number: Int
    let text: String

    init(number: Int, name: String, _ value: String) {
      self.number = number
      self.text = "\(name) \(value)"
    }
  }

  private let message: any Message
  private var fields: [Field] = []

  static func fields(of message: any Message) -> [Field] {
    var words = FieldWords(message: message)
    // Nothing that is done here throws.
    try? message.traverse(visitor: &words)
    return words.fields
  }

  /// The fields in the order of their numbers.
  static func text(of fields: [Field]) -> String {
    let indices = fields.indices.sorted { (fields[$0].number, $0) < (fields[$1].number, $1) }
    return indices.map { fields[$0].text }.joined(separator: " ")
  }

  private init(message: any Message) { self.message = message }

  private mutating func add(_ number: Int, _ value: String) {
    fields.append(Field(number: number, name: name(of: number), value))
  }

  /// The field's name in the contract, or its number.
  private func name(of number: Int) -> String {
    func name<Named: Message & _ProtoNameProviding>(_ type: Named.Type) -> String? {
      try? Google_Protobuf_FieldMask(fieldNumbers: [number], of: type).paths.first
    }
    guard let named = type(of: message) as? any (Message & _ProtoNameProviding).Type else {
      return "\(number)"
    }
    return name(named) ?? "\(number)"
  }

  mutating func visitSingularDoubleField(value: Double, fieldNumber: Int) {
    add(fieldNumber, "\(value)")
  }

  mutating func visitSingularInt64Field(value: Int64, fieldNumber: Int) {
    add(fieldNumber, "\(value)")
  }

  mutating func visitSingularUInt64Field(value: UInt64, fieldNumber: Int) {
    add(fieldNumber, "\(value)")
  }

  mutating func visitSingularBoolField(value: Bool, fieldNumber: Int) {
    add(fieldNumber, "\(value)")
  }

  mutating func visitSingularStringField(value: String, fieldNumber: Int) {
    add(fieldNumber, Self.shortened(value))
  }

  mutating func visitSingularBytesField(value: Data, fieldNumber: Int) {
    add(fieldNumber, "\(value.count) octets")
  }

  mutating func visitSingularEnumField<E: Enum>(value: E, fieldNumber: Int) {
    add(fieldNumber, "\(value)")
  }

  mutating func visitSingularMessageField<M: Message>(value: M, fieldNumber: Int) {
    let text = Self.text(of: Self.fields(of: value))
    add(fieldNumber, text.isEmpty ? "{}" : "{ \(text) }")
  }

  mutating func visitMapField<Key, Value: MapValueType>(
    fieldType: _ProtobufMap<Key, Value>.Type, value: _ProtobufMap<Key, Value>.BaseType,
    fieldNumber: Int
  ) {
    add(fieldNumber, "\(value.count) entries")
  }

  mutating func visitMapField<Key, Value>(
    fieldType: _ProtobufEnumMap<Key, Value>.Type, value: _ProtobufEnumMap<Key, Value>.BaseType,
    fieldNumber: Int
  ) {
    add(fieldNumber, "\(value.count) entries")
  }

  mutating func visitMapField<Key, Value>(
    fieldType: _ProtobufMessageMap<Key, Value>.Type,
    value: _ProtobufMessageMap<Key, Value>.BaseType, fieldNumber: Int
  ) {
    add(fieldNumber, "\(value.count) entries")
  }

  /// Fields of a contract that is newer than this one are not told.
  mutating func visitUnknown(bytes: Data) {}

  private static func shortened(_ text: String) -> String {
    if isUUID(text) { return "\(text.prefix(4))…" }
    let quoted = text.debugDescription
    return quoted.count <= 60 ? quoted : "\(quoted.prefix(40))…\" (\(text.utf8.count) octets)"
  }

  private static func isUUID(_ text: String) -> Bool {
    let hyphens: Set = [8, 13, 18, 23]
    return text.utf8.count == 36
      && text.utf8.enumerated().allSatisfy { place, octet in
        hyphens.contains(place)
          ? octet == UInt8(ascii: "-") : Character(Unicode.Scalar(octet)).isHexDigit
      }
  }
}
