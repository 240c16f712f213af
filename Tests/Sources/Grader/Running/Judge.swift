internal import Foundation
internal import Referee

/// Finds the verdict on a check that was played, from what its stage saw.
struct Judge {
  let check: Check
  let stage: Stage
  let outcome: Outcome
  /// The command that runs the check again.
  let again: String
  /// Of the transcript's lines, in columns.
  var width = PlainText.width
  /// How much of a processor is to be had: see ``ProcessorShare``.
  var share: @Sendable () async -> Double = { await ProcessorShare.measured() }

  func result(seconds: Double) async -> CheckResult {
    var (verdict, failure) = await verdict()
    if verdict == .timedOut, let share = await shortShare() {
      verdict = .trouble
      failure = self.failure(
        expected: nil,
        received: "\(failure?.received ?? "no end"), on a machine so overloaded that who works "
          + "gets \(share) of a processor: nothing can be said of the program")
      failure?.hint = "End what else runs here, or set DATAHUB_SLOWDOWN=10."
    }
    return CheckResult(check, verdict, seconds: seconds, failure: failure)
  }

  /// What there is of a processor, if that is too little to judge by.
  private func shortShare() async -> String? {
    // What the programs themselves take is no excuse for them.
    stage.killPrograms()
    let share = await share()
    return share < ProcessorShare.least ? "\((share * 1000).rounded() / 10) %" : nil
  }

  private func verdict() async -> (Verdict, CheckResult.Failure?) {
    // A program that crashed may still be on its way out when its connection is seen to end.
    let patience: Duration = if case .returned = outcome { .zero } else { .milliseconds(500) }
    if let crash = await crash(within: patience) {
      var failure = failure(expected: failureThrown?.expected, received: crash.words)
      failure.lastWords = crash.lastWords
      return (.crashed, failure)
    }
    switch outcome {
    case .returned:
      return (.passed, nil)
    case .expired:
      let limit = readable(Patience.scaled(check.timeLimit))
      return (.timedOut, failure(expected: nil, received: "no end of it within \(limit)"))
    case .threw(let error as CheckFailure):
      if let words = notStarted { return (.notStarted, failure(expected: nil, received: words)) }
      var failure = failure(expected: error.expected, received: error.received)
      failure.hint = error.hint ?? check.hint
      return (error.isTimeout ? .timedOut : .failed, failure)
    case .threw(let error):
      if let words = notStarted { return (.notStarted, failure(expected: nil, received: words)) }
      if let received = fault(error) {
        return (.failed, failure(expected: check.sentence, received: received))
      }
      let trouble = Trouble(error)
      var failure = failure(expected: nil, received: trouble.what)
      failure.hint = trouble.advice
      return (.trouble, failure)
    }
  }

  private var failureThrown: CheckFailure? {
    if case .threw(let error as CheckFailure) = outcome { error } else { nil }
  }

  /// What a referee's error says about the program, for those that it is to blame for.
  private func fault(_ error: any Error) -> String? {
    switch error as? RefereeError {
    case .connectionClosed: "the connection ended"
    case .streamClosed: "the call ended early"
    case .noAnswerToPing: "no answer to a PING"
    case .undecodable(let type): "a message that is no \(type)"
    case .cannotConnect(let reason): "no connection: \(reason)"
    case .cannotStart, .cannotListen, .tooManyConnections, nil: nil
    }
  }

  /// The stub's own words, if one answered.
  private var notStarted: String? {
    let answers = stage.transcript.statuses.filter {
      $0.isReceived && $0.status.code == .unimplemented
        && $0.status.message.hasPrefix("exercise ")
    }
    if let answer = answers.first { return answer.status.message }
    for program in stage.cast {
      let line = program.allLines(.stderr).first {
        $0.text.lowercased().hasPrefix("error: unimplemented: exercise ")
      }
      if let line { return line.text }
    }
    return nil
  }

  /// - Parameter patience: How long to wait for an exit: of all programs together, however many there are.
  private func crash(within patience: Duration) async -> (words: String, lastWords: [String])? {
    let end = ContinuousClock.now + patience
    for program in stage.cast {
      let rest = max(.zero, end - ContinuousClock.now)
      guard case .signalled(let signal) = await program.exit(within: rest) else { continue }
      // Those are sent by checks that ask a program to end; SIGKILL by the end of a time limit.
      if [SIGTERM, SIGINT, SIGHUP].contains(signal) { continue }
      if signal == SIGKILL, case .expired = outcome { continue }
      let words =
        "\(program.name) was ended by signal \(signal) (\(String(cString: strsignal(signal))))"
      return (words, program.allLines(.stderr).suffix(8).map(\.text))
    }
    return nil
  }

  private func failure(expected: String?, received: String) -> CheckResult.Failure {
    let lines = stage.transcript.lines
    let kept = lines.count <= 200 ? lines : Array(lines.prefix(100) + lines.suffix(100))
    return CheckResult.Failure(
      expected: expected, received: received,
      transcript: stage.transcript.rendered(
        width: width, limit: 16, about: failureThrown?.stream),
      events: kept.map { CheckResult.Event($0) },
      call: CheckCall.inQuestion(at: failureThrown?.stream, in: lines, of: check),
      read: check.read, again: again)
  }
}

extension CheckResult.Event {
  init(_ line: TranscriptLine) {
    self.init(
      milliseconds: (line.time / .microseconds(1)).rounded() / 1000,
      direction: line.direction.rawValue, connection: line.connection, stream: Int(line.stream),
      kind: line.kind, text: line.text, endStream: line.endStream)
  }
}
