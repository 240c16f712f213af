/// The transcript for people: numbered by time, long repetitive runs collapsed, lines folded.
struct TranscriptText {
  /// In columns.
  var width: Int
  /// At most so many lines before they are folded; what is left out is in the middle.
  var limit = Int.max
  /// What a run of messages is called.
  var noun = "messages"
  /// No line is indented by more columns.
  private static let deepest = 31
  /// A program's line is told by so many characters, where not every one is asked for.
  private static let longestOutput = 400
  /// So many remarks are told of what is left out.
  private static let keptRemarks = 3

  /// Leaves out what tells nobody anything: SETTINGS, and the window of the connection.
  ///
  /// - Parameter place: Where there is one, other streams and connections are left out, if more than
  ///   `limit` lines were to be told.
  func render(_ lines: [TranscriptLine], about place: StreamPlace? = nil) -> [String] {
    let lines = lines.filter { line in
      line.kind != "SETTINGS" && !(line.kind == "WINDOW_UPDATE" && line.stream == 0)
    }
    if let place, Repetition.collapsed(lines, noun: noun).count > limit {
      let about = lines.filter { line in
        line.connection == 0
          || line.connection == place.connection && [0, place.stream].contains(line.stream)
      }
      if about.count < lines.count {
        return render(about) + ["           … \(lines.count - about.count) lines of other calls …"]
      }
    }
    let several = Set(lines.map(\.connection)).subtracting([0]).count > 1
    var items = Repetition.collapsed(lines, noun: noun)
    if items.count > limit {
      items = Self.withoutMiddle(items, limit: limit)
    }
    return items.flatMap { item -> [String] in
      switch item {
      case .line(let line): fold(Self.shortened(line), several: several)
      case .omitted(let count, let what): ["           … \(count) more \(what) …"]
      }
    }
  }

  /// Of the middle, the last remarks of the check are kept, each with what came after it: they tell
  /// what the rest is about. What is left out already beside a gap is left out with it.
  private static func withoutMiddle(
    _ items: [Repetition.Item], limit: Int
  ) -> [Repetition.Item] {
    let first = limit / 3
    let last = items.count - (limit - first)
    let remarks = (first..<last).filter { items[$0].isRemark }.suffix(keptRemarks)
    let kept = Set(remarks + remarks.map { $0 + 1 })
    var (shown, gap) = ([Repetition.Item](), [Repetition.Item]())
    func close() {
      if gap.isEmpty { return }
      while let item = shown.last, item.isOmitted { gap.append(shown.removeLast()) }
      shown.append(.omitted(gap.reduce(0) { $0 + $1.count }, what: "lines"))
      gap = []
    }
    for (index, item) in items.enumerated() {
      let isKept = index < first || index >= last || kept.contains(index)
      if !isKept || (!gap.isEmpty && item.isOmitted) {
        gap.append(item)
      } else {
        close()
        shown.append(item)
      }
    }
    close()
    return shown
  }

  /// A log's line may hold all that a client has sent.
  private static func shortened(_ line: TranscriptLine) -> TranscriptLine {
    guard line.direction == .note, !line.kind.isEmpty, line.text.count > longestOutput else {
      return line
    }
    var line = line
    line.text = "\(line.text.prefix(longestOutput))… (\(line.text.count) characters)"
    return line
  }

  fileprivate func fold(_ line: TranscriptLine, several: Bool) -> [String] {
    let milliseconds = String(Int((line.time / .milliseconds(1)).rounded()))
    var head = padded(milliseconds, to: 6, onTheLeft: true) + " ms  \(line.direction.rawValue) "
    if line.direction == .note {
      if !line.kind.isEmpty { head += "\(line.kind)  " }
    } else {
      head += padded(line.kind, to: 7) + "  "
      let place = line.stream == 0 ? "" : "stream \(line.stream)"
      head += several ? padded("\(line.connection) \(place)", to: 11) : padded(place, to: 9)
      head += " "
    }
    let words = [line.text, line.endStream ? "END_STREAM" : ""].filter { !$0.isEmpty }
    return WordWrap.lines(
      words.joined(separator: " "), after: head, indent: min(head.count, Self.deepest),
      width: width)
  }

  private func padded(_ text: String, to width: Int, onTheLeft: Bool = false) -> String {
    let padding = String(repeating: " ", count: max(0, width - text.count))
    return onTheLeft ? padding + text : text + padding
  }
}

extension TranscriptLine {
  /// The line by itself, folded: what a transcript that is shown as it grows consists of.
  public func rendered(width: Int = 80) -> [String] {
    TranscriptText(width: width).fold(self, several: false)
  }
}

extension Transcript {
  /// The lines for people, each at most `width` columns wide.
  ///
  /// - Parameters:
  ///   - limit: About how many lines are told, before they are folded.
  ///   - place: The stream that matters, if there is one.
  public func rendered(
    width: Int = 80, limit: Int = 48, about place: StreamPlace? = nil
  ) -> [String] {
    TranscriptText(width: width, limit: limit, noun: contract.noun).render(lines, about: place)
  }

  /// Every line that was kept, for a file.
  public func whole(width: Int = 120) -> [String] {
    let text = TranscriptText(width: width)
    let lines = lines
    let several = Set(lines.map(\.connection)).subtracting([0]).count > 1
    return lines.flatMap { text.fold($0, several: several) }
  }
}
