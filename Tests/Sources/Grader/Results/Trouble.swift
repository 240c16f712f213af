/// The grader could not do its work. Never the student's failure.
public struct Trouble: Error, Codable, Hashable, Sendable, CustomStringConvertible {
  /// What happened, and where.
  public var what: String
  /// What to do about it.
  public var advice: String

  public init(_ what: String, advice: String) {
    self.what = what
    self.advice = advice
  }

  public var description: String { "\(what)\n\(advice)" }
}
