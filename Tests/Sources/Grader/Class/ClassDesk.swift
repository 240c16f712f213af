internal import Foundation

/// Where one student after the other is served, by several workers at once.
struct ClassDesk: Sendable {
  let run: ClassRun
  let list: ClassList
  let reports: ClassReports
  let bodies: MethodBodies
  let progress: ClassProgress

  private var store: ResultStore { reports.store }

  /// Takes what a student handed in, has it judged unless that is done, and keeps the result.
  ///
  /// - Returns: Whether it had to be built.
  /// - Throws: If the result cannot be kept.
  func serve(_ member: ClassMember) async throws -> Bool {
    let kept = store.grading(of: member.id)
    do {
      if let doubt = member.doubt {
        throw Trouble(doubt, advice: "Leave one of them in the folder.")
      }
      guard let place = member.place else {
        try keep(refusal(of: member, "nothing was handed in"), member, kept)
        return false
      }
      switch try await HandIn.take(place, for: run.workbook) {
      case .refused(let reason):
        try keep(refusal(of: member, reason), member, kept)
        return false
      case .taken(let handIn):
        if let kept, isCurrent(kept, handIn), !run.again.contains(member.id) { return false }
        try keep(await judged(member, handIn), member, kept)
        return true
      }
    } catch {
      try keep(notJudged(member, error), member, kept)
      return false
    }
  }

  /// Whether what is kept is what would be found again.
  private func isCurrent(_ kept: Grading, _ handIn: HandIn) -> Bool {
    guard let handedIn = kept.handedIn else { return false }
    return handedIn.sources == handIn.digest && handedIn.workbook == list.workbook
      && [.judged, .doesNotBuild].contains(handedIn.outcome)
      && kept.checks.map(\.number) == list.checks && kept.transport == list.transport
  }

  /// Judges, and once more if it comes to nothing.
  private func judged(_ member: ClassMember, _ handIn: HandIn) async -> Grading {
    var grading = await attempt(member, handIn)
    if grading.exitCode == 2 { grading = await attempt(member, handIn) }
    let trouble =
      grading.trouble?.what
      ?? grading.checks.first { $0.verdict == .trouble }.map {
        "\($0.number): \($0.failure?.received ?? "")"
      }
    var handedIn = self.handedIn(
      member,
      grading.exitCode == 2 ? .notJudged : grading.build.succeeded ? .judged : .doesNotBuild,
      trouble)
    handedIn.sources = handIn.digest
    handedIn.commit = handIn.commit
    handedIn.bodies = bodies.digests(of: handIn.sources)
    grading.handedIn = handedIn
    return grading
  }

  private func attempt(_ member: ClassMember, _ handIn: HandIn) async -> Grading {
    do {
      var grading = try await run.judge(member, handIn)
      grading.build.unused = handIn.unused.map { PlainText.harmless($0) }
      return grading
    } catch {
      return empty(member, trouble: Trouble(error))
    }
  }

  private func refusal(of member: ClassMember, _ reason: String) -> Grading {
    var grading = empty(member, trouble: nil)
    grading.build.errors = [reason]
    grading.handedIn = handedIn(member, .noSubmission, reason)
    return grading
  }

  private func notJudged(_ member: ClassMember, _ error: any Error) -> Grading {
    let trouble = Trouble(error)
    var grading = empty(member, trouble: trouble)
    grading.handedIn = handedIn(member, .notJudged, trouble.what)
    return grading
  }

  private func empty(_ member: ClassMember, trouble: Trouble?) -> Grading {
    var grading = Grading(
      submission: PlainText.harmless(member.id), transport: list.transport,
      began: run.now().formatted(.iso8601), build: .init(succeeded: false, seconds: 0))
    grading.checks = run.checks.map { CheckResult($0, .notRun, seconds: 0) }
    grading.trouble = trouble
    return grading
  }

  private func handedIn(
    _ member: ClassMember, _ outcome: HandedIn.Outcome, _ reason: String?
  ) -> HandedIn {
    HandedIn(
      id: member.id, name: member.name, email: member.email, outcome: outcome,
      reason: reason.map { PlainText.harmless($0, keepingLines: true) }, workbook: list.workbook,
      judged: run.now().formatted(.iso8601))
  }

  /// Writes a result, and says what it is.
  private func keep(_ grading: Grading, _ member: ClassMember, _ kept: Grading?) throws {
    // A refusal that stays the same was not judged at another time.
    if let kept, grading.handedIn?.outcome == .noSubmission,
      kept.handedIn?.outcome == .noSubmission, kept.handedIn?.reason == grading.handedIn?.reason,
      kept.handedIn?.workbook == list.workbook
    {
      return
    }
    try store.write(grading, of: member.id)
    try reports.writePage(of: member.id, grading)
    run.console.print(ClassLine(run.console.report.ink).text(of: grading, after: kept))
  }
}
