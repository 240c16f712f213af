internal import Referee

/// Markdown as the pages write it, for a terminal.
enum Markdown {
  /// Paragraphs are wrapped, code stands as it is behind four spaces, links lose their address.
  static func plain(_ lines: [String], width: Int) -> [String] {
    var (result, paragraph, isCode) = ([String](), [String](), false)
    func flush() {
      if paragraph.isEmpty { return }
      let text = paragraph.joined(separator: " ")
      let isPoint = text.hasPrefix("- ")
      result += WordWrap.lines(
        inline(text), after: "  ", indent: isPoint ? 4 : 2, width: width)
      paragraph = []
    }
    for line in lines {
      if line.hasPrefix("```") {
        flush()
        isCode.toggle()
      } else if isCode {
        result.append(line.isEmpty ? "" : "    " + line)
      } else if line.allSatisfy(\.isWhitespace) {
        flush()
        result.append("")
      } else {
        if line.hasPrefix("- ") { flush() }
        paragraph.append(line.trimmingPrefix { $0 == " " }.description)
      }
    }
    flush()
    let trimmed = result.drop(while: \.isEmpty).reversed().drop(while: \.isEmpty).reversed()
    return trimmed.map { PlainText.harmless($0) }
  }

  /// Without the signs of emphasis, and links by their text alone.
  private static func inline(_ text: String) -> String {
    text.replacing(/!?\[([^\]]*)\]\([^)]*\)/) { $0.1 }
      .replacing(/\*\*([^*]+)\*\*/) { $0.1 }
      .replacing(/(^|[\s(])\*([^*\s][^*]*)\*/) { "\($0.1)\($0.2)" }
  }
}
