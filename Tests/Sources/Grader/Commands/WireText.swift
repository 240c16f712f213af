internal import Referee

/// A line of the transcript by itself.
enum WireText {
  static func text(of line: TranscriptLine) -> String {
    let milliseconds = String(Int((line.time / .milliseconds(1)).rounded()))
    var head =
      String(repeating: " ", count: max(0, 6 - milliseconds.count)) + milliseconds + " ms  "
    head += line.direction.rawValue + " "
    if line.direction == .note {
      if !line.kind.isEmpty { head += "\(line.kind)  " }
    } else {
      head += line.kind + String(repeating: " ", count: max(0, 10 - line.kind.count)) + " "
      if line.stream > 0 { head += "stream \(line.stream)  " }
    }
    let text = line.text + (line.endStream ? "  END_STREAM" : "")
    let lines = PlainText.paragraph(head, text).map { $0.reversed().drop { $0 == " " }.reversed() }
    return lines.map { String($0) }.joined(separator: "\n")
  }
}
