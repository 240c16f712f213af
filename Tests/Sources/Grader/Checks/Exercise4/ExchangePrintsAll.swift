internal import DataHubMessages
internal import Referee

extension Check {
  static let exchangePrintsAll = Check(
    "4.6", "the client half-closes after its last package and prints all answers",
    requirement: """
      exchange sends --count packages, --interval apart and filled as in an upload, half-closes, \
      prints every good answer, sends last_error of the others to stderr as they come, and exits with \
      0 once the server has ended the call.
      """,
    step: 2, takes: .milliseconds(2400)
  ) { stage in
    let referee = try await stage.referee()
    var seen: Set<String> = []
    for count in [1, 0, stage.random.number(280...320)] {
      let sent = try await stage.sent(
        by: .exchange, ["--count", "\(count)"], count: count, to: referee)
      try sent.expectFields(freshAfter: &seen)
    }
    try await expectAllPrinted(stage, referee)
    try await expectEarlyEnd(stage, referee)
    try await stage.expectDefaults(of: .exchange, referee)
    try await ClientPace.expect(of: .exchange, stage, referee)
  }

  /// A server may end the call with OK before it has all packages.
  private static func expectEarlyEnd(_ stage: Stage, _ referee: RefereeServer) async throws {
    let client = try await stage.client(
      "exchange", "--count", "3", "--interval", "\(stage.random.number(66...90))s", to: referee)
    let call = try await referee.expectCall(Method.exchangeDataPackages, from: client)
    _ = try await call.expectMessage(UploadPackage.self, "package 1")
    let last = answer(1)
    try await call.send(last)
    try await call.finish()
    try await client.expectExit(0, after: .goodEnd)
    try client.expectOutput([last])
  }

  /// The GUIDs are the referee's own: what is printed must come from the answers.
  private static func expectAllPrinted(_ stage: Stage, _ referee: RefereeServer) async throws {
    let (tag, count) = (stage.random.tag(), Int32(stage.random.number(10...9_999)))
    // Two fail one after the other, with the same words.
    let answers = [
      answer(count), answer(count - 3, failedWith: "\(tag) is full"),
      answer(count - 3, failedWith: "\(tag) is full"), answer(count + 10),
      answer(count + 10, failedWith: .longWords), answer(count + 11, failedWith: ""),
      answer(count + 10, "\(tag) was full before"), answer(count + 10), answer(count + 21),
    ]
    // These come with the end, and are printed in their order all the same, also one whose GUID is none.
    let burst = (1...300).map { answer(count + $0, guid: $0 == 150 ? tag : mixedGUID()) }
    let client = try await stage.client(
      "exchange", "--count", "\(answers.count - 1)", "--interval", "0s", to: referee)
    let call = try await referee.expectCall(Method.exchangeDataPackages, from: client)
    var line = 0
    for (index, answer) in answers.enumerated() {
      // One answer comes late: after the half-close, and after as many as there were packages.
      var package: UploadPackage?
      if index < answers.count - 1 {
        package = try await call.expectMessage(UploadPackage.self, "package \(index + 1)").message
      } else {
        try await call.expectHalfClose("the client's half-close after package \(index)")
      }
      try await call.send(answer)
      if !answer.isSuccess { continue }
      line += 1
      try await client.expectLine(
        line, for: answer, to: package, butFor: answers.filter { !$0.isSuccess },
        "answer \(index + 1) on stdout",
        missing: answer.lastError.isEmpty
          ? "Print in the loop over the answers: nothing collects lines."
          : "Ask isSuccess, and not whether lastError is empty.",
        gone: "Read answers until the server ends the call, however many and of whatever kind.")
      let failed = answers.prefix(index + 1).filter { !$0.isSuccess }
      try await client.expectErrorsSoFar(failed.map(\.lastError))
    }
    try await call.send(contentsOf: burst)
    try await call.finish()
    try await client.expectExit(0, after: .goodEnd)
    try client.expectOutput(answers + burst)
  }

  /// Whether an answer is good is said by is_success alone: one has a last_error nevertheless, and one
  /// that failed has none.
  private static func answer(
    _ count: Int32, _ words: String = "", failedWith error: String? = nil,
    guid: String = mixedGUID()
  ) -> UploadAnswer {
    var answer = UploadAnswer()
    answer.isSuccess = error == nil
    answer.lastError = error ?? words
    answer.trackingGuid = guid
    answer.dataPackageCount = count
    return answer
  }
}

extension Program {
  /// After the exit: a line on stdout for each good answer, and the last_error of the others on
  /// stderr; nothing else on stdout.
  fileprivate func expectOutput(_ answers: [UploadAnswer]) throws(CheckFailure) {
    let good = answers.filter(\.isSuccess).map(AnswerLine.text)
    let lines = allLines(.stdout).map(\.text)
    try expect(
      lines == good,
      "\(counted(good.count, "line")) on stdout, one for each good answer, in their order",
      received: lines.sorted() == good.sorted()
        ? "them in another order"
        : "\(counted(lines.count, "line")), the last one \(quoted(lines.last ?? ""))",
      try: lines.sorted() == good.sorted()
        ? Self.printInLoop
        : "Look at isSuccess before you print, and print nothing else on stdout.")
    try expectErrors(answers.filter { !$0.isSuccess }.map(\.lastError))
  }
}
