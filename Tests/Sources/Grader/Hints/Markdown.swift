internal import Referee

/// Markdown as the pages write it, for a terminal.
enum Markdown {
  /// Paragraphs are wrapped, code stands behind four spaces and none of its own, links lose their
  /// address.
  static func plain(_ lines: [String], width: Int) -> [String] {
    var (result, paragraph, code, isCode) = ([String](), [String](), [String](), false)
    func flush() {
      let text = paragraph.joined(separator: " ")
      let isPoint = text.hasPrefix("- ")
      if !paragraph.isEmpty {
        result += WordWrap.lines(
          inline(text), after: "  ", indent: isPoint ? 4 : 2, width: width)
      }
      paragraph = []
      let margin = code.lazy.filter { !$0.isEmpty }.map { $0.prefix { $0 == " " }.count }.min() ?? 0
      result += code.map { $0.isEmpty ? "" : "    " + $0.dropFirst(margin) }
      code = []
    }
    for line in lines {
      if line.hasPrefix("```") {
        flush()
        isCode.toggle()
      } else if isCode {
        code.append(line)
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
