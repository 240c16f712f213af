internal import SwiftProtobuf

/// Puts messages of one type into words, by their fields: `tag_name "Höhe" value 7`. What is absent
/// is left out, and so is what is false but for some flags.
struct MessageWords: Sendable {
  private let type: any Message.Type
  /// The words of a message that has no field set.
  private let absent: [FieldWords.Field]

  /// - Parameter flags: The names of boolean fields that are told even if they are false. A type
  ///   need not have them.
  init(_ type: any Message.Type, alwaysTelling flags: [String]) {
    self.type = type
    // The text format finds a field by its name, and a visit tells its number.
    absent = flags.flatMap { flag in
      guard let message = try? type.init(textFormatString: "\(flag): true") else {
        return [FieldWords.Field]()
      }
      return FieldWords.fields(of: message).map { .init(number: $0.number, name: flag, "false") }
    }
  }

  func text(of octets: [UInt8]) -> String {
    guard let message = try? type.init(serializedBytes: octets) else {
      return "\(octets.count) octets that are no message of this method"
    }
    let present = FieldWords.fields(of: message)
    let told = Set(present.map(\.number))
    let fields = present + absent.filter { !told.contains($0.number) }
    return fields.isEmpty ? "empty message" : FieldWords.text(of: fields)
  }
}
