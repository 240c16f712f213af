/// The words of the command line: at most one submission, and numbers of exercises and checks.
public struct Request: Hashable, Sendable {
  public var submission: String?
  public var numbers: [String]

  /// The first word names the submission unless it begins like a number, as `1` and `1.1` do.
  public init(_ words: [String]) {
    if let first = words.first, first.first?.isNumber != true {
      submission = first
      numbers = Array(words.dropFirst())
    } else {
      submission = nil
      numbers = words
    }
  }
}
