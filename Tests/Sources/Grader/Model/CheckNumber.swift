/// A check's name everywhere: the exercise it belongs to and its place in it, such as 1.1.
public struct CheckNumber: Hashable, Comparable, Sendable, CustomStringConvertible {
  public var exercise: Int
  public var place: Int

  public init(_ exercise: Int, _ place: Int) {
    self.exercise = exercise
    self.place = place
  }

  /// Reads `1.1`; nil for anything else.
  public init?(_ text: String) {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 2, let exercise = Int(parts[0]), let place = Int(parts[1]),
      exercise > 0, place > 0, text == "\(exercise).\(place)"
    else { return nil }
    self.init(exercise, place)
  }

  public var description: String { "\(exercise).\(place)" }

  public static func < (a: CheckNumber, b: CheckNumber) -> Bool {
    (a.exercise, a.place) < (b.exercise, b.place)
  }
}

extension CheckNumber: ExpressibleByStringLiteral {
  public init(stringLiteral value: String) {
    guard let number = CheckNumber(value) else { preconditionFailure("no check number: \(value)") }
    self = number
  }
}

extension CheckNumber: Codable {
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    guard let number = CheckNumber(text) else {
      throw DecodingError.dataCorruptedError(
        in: container, debugDescription: "\"\(text)\" is no check number such as 1.1")
    }
    self = number
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}
