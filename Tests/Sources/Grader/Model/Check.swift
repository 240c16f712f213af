/// One statement about the student's programs, and the play that shows whether it is true.
///
/// A check is judged from outside: its body starts the real programs through its ``Stage``, talks
/// to them over the wire, and throws a ``CheckFailure`` if the sentence does not hold. Any other
/// error that it throws is trouble of the grader itself.
public struct Check: Sendable {
  /// How much of the machine a check needs for itself.
  public enum Company: Sendable {
    /// Waits for nearly all of its time: runs beside anything, and holds up nobody.
    case idle
    /// Runs beside any others.
    case crowd
    /// Keeps a core busy or judges a rate: runs beside a few.
    case few
    /// Measures memory or floods the machine: runs with nothing beside it.
    case alone
  }

  public let number: CheckNumber
  /// What is true of a right answer, in the present tense: "the first package arrives at once".
  public let sentence: String
  /// The rule behind it, as a full sentence.
  public let requirement: String
  /// The step of the exercise's page to read again.
  public let step: Int
  /// One thing to try, shown if the failure brings none of its own.
  public let hint: String?
  public let company: Company
  /// About how long it takes; the longest start first.
  public let takes: Duration
  /// After this long (times the slowdown) its programs are killed, and it has timed out.
  public let timeLimit: Duration
  /// Plays the check. Returns if the sentence holds.
  public let run: @Sendable (Stage) async throws -> Void

  public init(
    _ number: CheckNumber, _ sentence: String, requirement: String, step: Int,
    hint: String? = nil, company: Company = .crowd, takes: Duration = .milliseconds(500),
    timeLimit: Duration = .seconds(20), run: @escaping @Sendable (Stage) async throws -> Void
  ) {
    self.number = number
    self.sentence = sentence
    self.requirement = requirement
    self.step = step
    self.hint = hint
    self.company = company
    self.takes = takes
    self.timeLimit = timeLimit
    self.run = run
  }

  /// The chapter's place: "Exercises/01-server-streaming-server.md, step 2".
  public var read: String { "\(Exercise.all[number.exercise - 1].page), step \(step)" }
}

extension Check: CustomStringConvertible {
  public var description: String { "\(number) \(sentence)" }
}
