/// Lines of comma-separated values (RFC 4180) that a spreadsheet shows and does not execute.
enum CSVText {
  static func line(_ cells: [String]) -> String {
    cells.map(cell).joined(separator: ",") + "\r\n"
  }

  /// A cell that begins like a formula, white space aside, gets an apostrophe before it; `-` alone is none, and neither
  /// is a number.
  static func cell(_ text: String) -> String {
    var text = PlainText.harmless(text, keepingLines: true)
    let first = text.first { !$0.isWhitespace }
    let isFormula = first.map { "=+-@|%＝＋－＠".contains($0) } ?? false
    let isNumber = text.wholeMatch(of: #/-|[+-]?[0-9]+(\.[0-9]+)?/#) != nil
    if isFormula, !isNumber { text = "'" + text }
    guard text.contains(where: { ",;\"\n\r ".contains($0) }) else { return text }
    return "\"" + text.replacing("\"", with: "\"\"") + "\""
  }
}
