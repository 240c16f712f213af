public import Referee

/// The sentence of a check does not hold.
public struct CheckFailure: Error, Hashable, Sendable {
  /// What a right answer does, as a phrase: "package 1 within 25 ms of the call".
  public var expected: String
  /// What was observed instead: "it after 52 ms".
  public var received: String
  /// One thing to try, where the mistake is a known one.
  public var hint: String?
  /// Whether nothing at all came until the wait was given up: the verdict is then "timed out".
  public var isTimeout: Bool
  /// The stream that it is about, where it is about one: the report shows what happened there.
  public var stream: StreamPlace?

  public init(expected: String, received: String, try hint: String? = nil, isTimeout: Bool = false)
  {
    self.expected = expected
    self.received = received
    self.hint = hint
    self.isTimeout = isTimeout
  }

  /// The same, about the stream of this call unless it is about another one.
  func about(_ call: some Call) -> Self {
    var failure = self
    failure.stream = stream ?? call.place
    return failure
  }
}
