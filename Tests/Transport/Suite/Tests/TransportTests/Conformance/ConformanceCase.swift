import Testing

/// A rule for endpoints, what a peer sends to see whether one keeps to it, and what it has to do.
struct ConformanceCase: Sendable, CustomTestStringConvertible {
  /// Of RFC 9113, unless it names another.
  var section: String
  var rule: String
  /// Sent in place of what opens a connection.
  var opening: [UInt8]?
  /// Sent first; the rest follows once stream 1 has ended.
  var before: [RawFrame] = []
  var frames: [RawFrame]
  /// Whatever the specification permits. Without a word on it, about stream 1.
  var allowed: Set<Reaction>
  /// The stream in question.
  var stream: UInt32 = 1
  /// Frames that the endpoint has to send as well.
  var answers: [RawFrame] = []

  init(
    _ section: String, _ rule: String, opening: [UInt8]? = nil, before: [RawFrame] = [],
    _ frames: [RawFrame], _ allowed: Set<Reaction>..., on stream: UInt32 = 1,
    answers: [RawFrame] = []
  ) {
    self.section = section
    self.rule = rule
    self.opening = opening
    self.before = before
    self.frames = frames
    self.allowed = allowed.reduce(into: []) { $0.formUnion($1) }
    self.stream = stream
    self.answers = answers
  }

  var testDescription: String { "\(section) \(rule)" }
}
