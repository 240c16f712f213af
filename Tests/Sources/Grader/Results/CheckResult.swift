/// What became of one check, complete for every kind of report.
public struct CheckResult: Codable, Hashable, Sendable {
  public var number: CheckNumber
  public var sentence: String
  public var requirement: String
  public var verdict: Verdict
  /// Wall time.
  public var seconds: Double
  /// Why it is not passed; absent if it is.
  public var failure: Failure?

  /// What a report shows of a check that is not passed.
  public struct Failure: Codable, Hashable, Sendable {
    /// What a right answer does.
    public var expected: String?
    /// What was observed instead, or what happened to the grader.
    public var received: String
    /// One thing to try.
    public var hint: String?
    /// What went over the wire, and what the programs printed, in order.
    public var transcript: [Event] = []
    /// The last lines on stderr of a program that crashed or did not start.
    public var lastWords: [String] = []
    /// The place in the chapter to read.
    public var read: String
    /// The command that runs the check again.
    public var again: String
  }

  /// One line of the transcript.
  public struct Event: Codable, Hashable, Sendable {
    /// Since the check began.
    public var milliseconds: Int
    /// `→` sent by the referee, `←` received by it, `·` a note.
    public var direction: String
    public var text: String

    public init(milliseconds: Int, direction: String, text: String) {
      self.milliseconds = milliseconds
      self.direction = direction
      self.text = text
    }
  }
}

extension CheckResult {
  public init(_ check: Check, _ verdict: Verdict, seconds: Double, failure: Failure? = nil) {
    self.number = check.number
    self.sentence = check.sentence
    self.requirement = check.requirement
    self.verdict = verdict
    self.seconds = (seconds * 1_000).rounded() / 1_000
    self.failure = failure
  }
}
