/// Text in lines of a limited width.
public enum WordWrap {
  /// `head` and then the text, its further lines behind `indent` spaces. Breaks at spaces, or within
  /// a word that is longer than a line, and never within the head. No line ends in spaces.
  ///
  /// - Parameters:
  ///   - indent: In columns; less than `width`.
  ///   - width: Of a whole line, in columns.
  public static func lines(
    _ text: String, after head: String = "", indent: Int = 0, width: Int
  ) -> [String] {
    let margin = String(repeating: " ", count: indent)
    var (lines, line, isBegun) = ([String](), head, false)
    if head.count >= width {
      let rest = String(text.drop { $0 == " " })
      if rest.isEmpty { return [head] }
      return [head] + Self.lines(rest, after: margin, indent: indent, width: width)
    }
    for word in text.split(separator: " ", omittingEmptySubsequences: false) {
      if isBegun {
        if line.count + 1 + word.count <= width {
          line += " " + word
          continue
        }
        lines.append(line)
        line = margin
      }
      line += word
      isBegun = true
      while line.count > width {
        lines.append(String(line.prefix(width)))
        line = margin + line.dropFirst(width)
      }
    }
    return (lines + [line]).map { line in
      String(line.prefix(line.count - line.reversed().prefix { $0 == " " }.count))
    }
  }
}
