/// Text for a page of 80 columns.
enum PlainText {
  static let width = 80

  /// The text with everything made visible that could move a terminal's cursor or change its
  /// colours.
  static func harmless(_ text: String, keepingLines: Bool = false) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\n" where keepingLines: result.unicodeScalars.append(scalar)
      case "\t": result += "  "
      default:
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator:
          result += "\\u{\(String(scalar.value, radix: 16))}"
        default: result.unicodeScalars.append(scalar)
        }
      }
    }
    return result
  }

  /// Breaks at spaces, or within a word that is longer than a line.
  static func wrapped(_ text: String, width: Int) -> [String] {
    var lines: [String] = []
    var line = ""
    for part in text.split(separator: " ", omittingEmptySubsequences: false) {
      var word = String(part)
      if !line.isEmpty, line.count + 1 + word.count > width {
        lines.append(line)
        line = ""
      }
      while word.count > width {
        lines.append(String(word.prefix(width)))
        word.removeFirst(width)
      }
      line += line.isEmpty ? word : " " + word
    }
    return lines + [line]
  }

  /// `first` and then the text, its further lines under the first one's text.
  static func paragraph(_ first: String, _ text: String, atMost limit: Int = .max) -> [String] {
    var lines = wrapped(harmless(text), width: width - first.count)
    if lines.count > limit {
      lines = Array(lines.prefix(limit))
      lines[limit - 1] = lines[limit - 1].prefix(width - first.count - 1) + "…"
    }
    let indent = String(repeating: " ", count: first.count)
    return lines.enumerated().map { ($0.offset == 0 ? first : indent) + $0.element }
  }
}
