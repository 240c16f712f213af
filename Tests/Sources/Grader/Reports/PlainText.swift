internal import Referee

/// Text for a page.
enum PlainText {
  /// In columns, where nobody knows better.
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

  /// The first line of a text, with the next one where it only announces that.
  static func firstLine(_ text: String) -> String {
    let lines = text.split(separator: "\n")
    guard let first = lines.first else { return "" }
    guard first.hasSuffix(":"), lines.count > 1 else { return String(first) }
    return "\(first) \(lines[1])"
  }

  /// `first` and then the text, its further lines under the first one's text, or behind `indent`
  /// spaces. `first` is never broken.
  static func paragraph(
    _ first: String, _ text: String, indent: Int? = nil, atMost limit: Int = .max,
    width: Int = width
  ) -> [String] {
    var lines = WordWrap.lines(
      harmless(text), after: harmless(first), indent: indent ?? first.count, width: width)
    if lines.count > limit {
      lines = Array(lines.prefix(limit))
      lines[limit - 1] = lines[limit - 1].prefix(width - 1) + "…"
    }
    return lines
  }
}
