/// What a watch shows on a terminal, line by line.
struct WatchScreen {
  let model: WatchModel
  let size: WatchTerminal.Size
  let report: TextReport

  private var ink: Ink { report.ink }
  private static let keys = [
    ("r", "again"), ("a", "all"), ("n", "next exercise"), ("f", "failed"), ("h", "hint"),
    ("w", "wire"), ("o", "open"), ("q", "quit"),
  ]

  /// No more lines than there are rows, and none wider than there are columns.
  ///
  /// - Parameter scroll: How many lines of the pane are above its first row; is made no more than
  ///   there are.
  func lines(scroll: inout Int) -> [String] {
    let rows = max(1, size.rows)
    var top = [heading]
    top += rows >= 18 ? exercises(all: true) : exercises(all: false)
    top += rows >= 14 ? ["", status, ""] : [status]
    let room = max(0, rows - top.count - 1)
    func folded(reasonFirst: Bool) -> [String] {
      pane(reasonFirst: reasonFirst).flatMap { Columns.folded($0, to: size.columns) }
    }
    var all = folded(reasonFirst: false)
    // Frames are what a small screen can do without.
    if all.count > room { all = folded(reasonFirst: true) }
    scroll = min(scroll, max(0, all.count - room))
    var shown = Array(all.dropFirst(scroll).prefix(room))
    let below = all.count - scroll - shown.count
    if below > 0, shown.count > 1 {
      shown[shown.count - 1] = ink.dim("… \(below + 1) more lines: ↓, space")
    }
    let gap = Array(repeating: "", count: max(0, room - shown.count))
    let lines = (top + shown + gap).prefix(rows - 1) + [footer]
    return lines.map { Columns.clipped($0, to: size.columns) }
  }

  private var heading: String {
    let passed = model.checks.count { model.verdicts[$0.number] == .passed }
    let name = PlainText.harmless(
      model.submission.split(separator: "/").last.map(String.init) ?? "")
    return ink.bold("\(name): \(passed) of \(model.checks.count) checks passed")
      + ink.dim("   watching \(watched)")
  }

  private var watched: String {
    if model.selection.count == model.checks.count { return "all" }
    let exercises = Set(model.selection.map(\.exercise))
    if exercises.count == 1, let exercise = exercises.first,
      model.selection.count == model.checks.count(where: { $0.number.exercise == exercise })
    {
      return "exercise \(exercise)"
    }
    return model.selection.map { "\($0)" }.joined(separator: " ")
  }

  private func exercises(all: Bool) -> [String] {
    let current = (model.judging.min() ?? model.reported ?? model.selection.first)?.exercise
    let wanted = Exercise.all.filter { all || $0.number == current }
    let width = Exercise.all.map(\.title.count).max() ?? 0
    return wanted.map { exercise in
      let own = model.checks.map(\.number).filter { $0.exercise == exercise.number }
      let marks = own.map(mark).joined(separator: " ")
      let title = "\(exercise.number) \(exercise.title)"
      let padding = String(repeating: " ", count: width + 4 - title.count)
      let isWatched = model.selection.contains { $0.exercise == exercise.number }
      return (isWatched ? title : ink.dim(title)) + padding + marks
    }
  }

  private func mark(_ number: CheckNumber) -> String {
    model.judging.contains(number) ? ink.bold("▸") : report.mark(model.verdicts[number])
  }

  /// What goes on now.
  private var status: String {
    guard let run = model.run else {
      if case .call = model.pane { return ink.dim("the call is over") }
      return ink.dim("waiting for a save")
    }
    if model.wanted != nil { return ink.yellow("ending what ran …") }
    let time = run.seconds > 0 ? " \(run.seconds) s" : ""
    switch run.job {
    case .wire(let call, _): return ink.yellow("calling \(call.rawValue) …\(time)")
    case .grade:
      if !model.judging.isEmpty {
        let numbers = model.judging.sorted().map { "\($0)" }.joined(separator: " ")
        return ink.yellow("judging \(numbers)\(time)")
      }
      let waits = model.doing.isEmpty ? model.words.last ?? "building …" : model.doing
      let saved = PlainText.harmless(model.saved.joined(separator: " "))
      return ink.yellow(model.doing.isEmpty ? waits + time : waits)
        + (saved.isEmpty ? "" : ink.dim("  saved: \(saved)"))
    }
  }

  private func pane(reasonFirst: Bool) -> [String] {
    switch model.pane {
    case .hint(let lines): return lines
    case .call(_, let lines): return lines
    case .report:
      if let number = model.reported, let result = model.failures[number] {
        return report.text(of: result, reasonFirst: reasonFirst)
          .split(separator: "\n", omittingEmptySubsequences: false).map(String.init) + model.texts
      }
      return model.texts
    }
  }

  private var footer: String {
    let isNarrow = size.columns < 74
    return Self.keys.map { key, word in
      let short = word.prefix { $0 != " " }
      return "\(ink.bold(key)) \(ink.dim(isNarrow ? String(short) : word))"
    }.joined(separator: isNarrow ? " " : "  ")
  }
}
