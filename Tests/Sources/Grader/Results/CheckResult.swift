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
    /// What went over the wire, and what the programs printed, in order, as people read it: 80
    /// columns, with long runs left out.
    public var transcript: [String] = []
    /// The same for machines: the first and the last hundred events.
    public var events: [Event] = []
    /// The call in question, as a picture shows it.
    public var call: CheckCall?
    /// The last lines on stderr of a program that crashed or did not start.
    public var lastWords: [String] = []
    /// The file that holds the whole transcript, where `transcript` leaves something out.
    public var whole: String?
    /// Where in the submission it lies, if that is known: where a program crashed, or a stub still
    /// throws: "Sources/DataHubServer/IngestService.swift:60".
    public var place: String?
    /// The place in the chapter to read.
    public var read: String
    /// The command that runs the check again.
    public var again: String
  }

  /// One event of the transcript.
  public struct Event: Codable, Hashable, Sendable {
    /// Since the check began.
    public var milliseconds: Double
    /// `→` sent by the referee, `←` received by it, `·` a note.
    public var direction: String
    /// Counted from 1; 0 for notes.
    public var connection: Int
    /// 0 for the connection itself, and for notes.
    public var stream: Int
    /// The frame's type, or the output of a program.
    public var kind: String
    public var text: String
    public var endStream: Bool
  }
}

extension CheckResult {
  public init(_ check: Check, _ verdict: Verdict, seconds: Double, failure: Failure? = nil) {
    self.number = check.number
    self.sentence = check.sentence
    self.requirement = check.requirement
    self.verdict = verdict
    self.seconds = (seconds * 1_000).rounded() / 1_000
    self.failure = failure?.harmless
  }
}

extension CheckResult.Failure {
  /// The same with no character in it that could move a cursor, hide text or break a format: most of
  /// it is what programs said.
  fileprivate var harmless: Self {
    var failure = self
    failure.expected = expected.map { PlainText.harmless($0) }
    failure.received = PlainText.harmless(received)
    failure.transcript = transcript.map { PlainText.harmless($0) }
    failure.lastWords = lastWords.map { PlainText.harmless($0) }
    for index in events.indices {
      failure.events[index].text = PlainText.harmless(events[index].text)
    }
    failure.call = call?.harmless
    failure.place = place.map { PlainText.harmless($0) }
    failure.again = PlainText.harmless(again)
    return failure
  }
}
