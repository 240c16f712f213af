/// The transcript for people: numbered by time, long repetitive runs collapsed, lines folded.
struct TranscriptText {
  /// In columns.
  var width: Int
  /// At most so many lines before they are folded; what is left out is in the middle.
  var limit: Int

  /// Leaves out what tells nobody anything: SETTINGS, and the window of the connection.
  func render(_ lines: [TranscriptLine]) -> [String] {
    let lines = lines.filter { line in
      line.kind != "SETTINGS" && !(line.kind == "WINDOW_UPDATE" && line.stream == 0)
    }
    let several = Set(lines.map(\.connection)).subtracting([0]).count > 1
    var items = Repetition.collapsed(lines)
    if items.count > limit {
      let kept = (limit / 3, limit - limit / 3)
      let omitted = items.dropFirst(kept.0).dropLast(kept.1).reduce(0) { $0 + $1.count }
      items =
        items.prefix(kept.0) + [.omitted(omitted, what: "lines")] + items.suffix(kept.1)
    }
    return items.flatMap { item -> [String] in
      switch item {
      case .line(let line): fold(line, several: several)
      case .omitted(let count, let what): ["           … \(count) more \(what) …"]
      }
    }
  }

  private func fold(_ line: TranscriptLine, several: Bool) -> [String] {
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
    var words = line.text.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
    if line.endStream { words.append("END_STREAM") }
    return fold(words, head: head)
  }

  /// Lines of at most `width` columns: the words behind the head, and the rest below, indented.
  private func fold(_ words: [String], head: String) -> [String] {
    let indent = String(repeating: " ", count: min(head.count, 31))
    var (folded, current, isEmpty) = ([String](), head, true)
    for word in words where !word.isEmpty {
      if !isEmpty {
        if current.count + 1 + word.count <= width {
          current += " " + word
          continue
        }
        folded.append(current)
        current = indent
      }
      current += word
      isEmpty = false
      while current.count > width {
        folded.append(String(current.prefix(width)))
        current = indent + current.dropFirst(width)
      }
    }
    folded.append(current)
    return folded.map { String($0.reversed().drop { $0 == " " }.reversed()) }
  }

  private func padded(_ text: String, to width: Int, onTheLeft: Bool = false) -> String {
    let padding = String(repeating: " ", count: max(0, width - text.count))
    return onTheLeft ? padding + text : text + padding
  }
}

extension Transcript {
  /// The lines for people, each at most `width` columns wide.
  public func rendered(width: Int = 80, limit: Int = 48) -> [String] {
    TranscriptText(width: width, limit: limit).render(lines)
  }
}
