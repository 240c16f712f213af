extension TextReport {
  /// What a run changed: a line for what is newly passed, and one for what no longer is.
  func change(_ change: ProgressChange) -> [String] {
    var lines: [String] = []
    if !change.gained.isEmpty {
      lines += paragraph("new", numbers(change.gained) + " – passed now, and not before", ink.green)
    }
    if !change.lost.isEmpty {
      lines += paragraph("lost", numbers(change.lost) + " – passed before, and no longer", ink.red)
    }
    return lines
  }

  /// How far a submission is: a line for each exercise with a mark for each check, and what is next.
  func progress(_ entry: Progress.Entry?, of submission: String, checks: [Check]) -> String {
    let titles = Exercise.all.map { "\($0.number) \($0.title)" }
    let width = (titles.map(\.count).max() ?? 0) + 2
    var lines: [String] = []
    for (exercise, title) in zip(Exercise.all, titles) {
      let own = checks.filter { $0.number.exercise == exercise.number }
      let verdicts = own.map { entry?.verdict(of: $0.number) }
      let passed = verdicts.count { $0 == .passed }
      let marks = verdicts.map(mark).joined()
      let padding = String(repeating: " ", count: max(2, 14 - own.count))
      lines.append(
        title + String(repeating: " ", count: width - title.count) + marks + padding
          + "\(passed) of \(own.count)")
    }
    let passed = checks.count { entry?.verdict(of: $0.number) == .passed }
    let graded = entry.map { ", last graded \($0.graded)" } ?? ", never graded"
    lines += ["", "\(passed) of \(checks.count) checks passed by \(submission)" + graded]
    lines += passed == checks.count ? finished(submission) : next(entry, submission, checks)
    return lines.joined(separator: "\n")
  }

  /// What to look at once every check is passed.
  func finished(_ submission: String) -> [String] {
    let folders = [places.sources(of: submission), places.workbook("End/Sources")]
    let next = "\"Where to go next\": TLS, retries, reflection, the specifications"
    let compare = "diff -ru " + folders.map(Command.quoted).joined(separator: " ")
    return paragraph(
      "done", "All checks are passed: the workbook is done, and DataHub streams.", ink.bold)
      + paragraph("compare", place: compare, ink.bold)
      + paragraph("read", "\(places.workbook("README.md")), \(next)", ink.bold)
  }

  /// A verdict in one character; nil is a check that was never judged.
  func mark(_ verdict: Verdict?) -> String {
    switch verdict {
    case .passed: ink.green("✓")
    case .failed, .crashed, .timedOut: ink.red("✗")
    case .notStarted: ink.yellow("○")
    case .notRun, .trouble, nil: ink.dim("·")
    }
  }

  private func next(
    _ entry: Progress.Entry?, _ submission: String, _ checks: [Check]
  ) -> [String] {
    guard let check = checks.first(where: { entry?.verdict(of: $0.number) != .passed }) else {
      return []
    }
    let again = Command.again(submission, .nghttp2, "\(check.number)")
    return paragraph("next", "\(check.number) \(check.sentence)", ink.bold)
      + paragraph("read", place: places.workbook(check.read), ink.bold)
      + paragraph("again", place: places.command(again), ink.bold)
      + paragraph("hint", place: places.command("Tests/grade hint \(check.number)"), ink.bold)
  }

  /// - Parameter place: A place or a command: to be clicked on or copied, and so never broken.
  private func paragraph(
    _ name: String, _ text: String = "", place: String = "", _ paint: (String) -> String
  ) -> [String] {
    let label = name + String(repeating: " ", count: 10 - name.count)
    var lines = paragraph(label + place, text)
    lines[0] = paint(name) + lines[0].dropFirst(name.count)
    return lines
  }

  /// Whole exercises by their number: "exercise 1, 2.1, 2.2".
  private func numbers(_ numbers: [CheckNumber]) -> String {
    var words: [String] = []
    for exercise in Exercise.all {
      let own = numbers.filter { $0.exercise == exercise.number }
      let all = Check.all.count { $0.number.exercise == exercise.number }
      if own.count == all, all > 1 {
        words.append("exercise \(exercise.number)")
      } else {
        words += own.map { "\($0)" }
      }
    }
    return words.joined(separator: ", ")
  }
}
