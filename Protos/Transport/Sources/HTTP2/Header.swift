/// One field of a header or trailer section (RFC 9113, section 8.2).
///
/// Names are lower-case on the wire; pseudo-header fields begin with a colon.
public struct Header: Hashable, Sendable, CustomStringConvertible {
  public var name: String
  public var value: String

  public init(_ name: String, _ value: String) {
    self.name = name
    self.value = value
  }

  public var description: String { "\(name): \(value)" }
}

extension [Header] {
  /// The value of the first field of this name, or nil.
  public func first(_ name: String) -> String? {
    first { $0.name == name }?.value
  }
}
