/// What `check.mustache` shows of a check, by the names that it uses.
struct CheckSection {
  struct Row {
    var name: String
    var text: String
    var isCode = false
  }

  struct Picture {
    var caption: String
    var svg: String
  }

  struct Transcript {
    var text: String
    var isOpen: Bool
  }

  struct Failure {
    var requirement: String
    var rows: [Row]
    /// nil rather than empty.
    var lastWords: String?
    var pictures: [Picture]
    var transcript: Transcript?
  }

  var exercise: Int
  var number: String
  var sentence: String
  var verdict: String
  /// Its colour: good, bad or open.
  var kind: String
  var mark: String
  /// The check whose report tells the cause.
  var first: String?
  var failure: Failure?

  /// - Parameter first: The check whose report tells the cause of this one's.
  init(_ result: CheckResult, as first: CheckNumber?, _ finished: FinishedCalls) {
    exercise = result.number.exercise
    number = "\(result.number)"
    sentence = PlainText.harmless(result.sentence)
    verdict = result.verdict.rawValue
    (kind, mark) =
      switch result.verdict {
      case .passed: ("good", "✓")
      case .failed, .crashed, .timedOut, .trouble: ("bad", "✗")
      case .notStarted, .notRun: ("open", "○")
      }
    self.first = first.map { "\($0)" }
    // A stub that nobody touched needs no more words; one whose throw was left behind does.
    if let failure = result.failure, kind == "bad" || failure.place != nil {
      self.failure = Self.failure(failure, of: result, finished)
    }
  }

  private static func failure(
    _ failure: CheckResult.Failure, of result: CheckResult, _ finished: FinishedCalls
  ) -> Failure {
    var rows: [Row] = []
    func add(_ name: String, _ text: String?, isCode: Bool = false) {
      if let text { rows.append(Row(name: name, text: PlainText.harmless(text), isCode: isCode)) }
    }
    add("expected", failure.expected)
    add("received", failure.received)
    add("at", failure.place, isCode: true)
    add("try", failure.hint)
    add("read", failure.read)
    add("again", failure.again, isCode: true)
    let other = finished.call(in: result.number, beside: failure.call)
    let pictures = [
      ("What happened", failure.call), ("What the finished programs do", other),
    ].compactMap { caption, call in
      call.map { Picture(caption: caption, svg: SequenceDiagram.figure(of: $0.harmless.call)) }
    }
    let lines = failure.transcript.map { PlainText.harmless($0) }
    let words = failure.lastWords.map { PlainText.harmless($0) }
    return Failure(
      requirement: PlainText.harmless(result.requirement), rows: rows,
      lastWords: words.isEmpty ? nil : words.joined(separator: "\n"), pictures: pictures,
      transcript: lines.isEmpty
        ? nil : Transcript(text: lines.joined(separator: "\n"), isOpen: pictures.isEmpty))
  }
}
