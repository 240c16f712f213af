/// Text with colours, measured in a terminal's columns.
enum Columns {
  /// As much of the line as fits; colours take no room. Where something is left out, `…` stands.
  static func clipped(_ line: String, to width: Int) -> String {
    var (result, used, isEscape) = ("", 0, false)
    var cut: String.Index?
    for index in line.indices {
      let character = line[index]
      if isEscape || character == "\u{1b}" {
        isEscape = !(isEscape && character.isLetter)
        continue
      }
      used += columns(character)
      if used == width { cut = index }
      if used > width {
        result = String(line[..<(cut ?? index)]) + (width > 0 ? "…" : "")
        return result.contains("\u{1b}") ? result + "\u{1b}[0m" : result
      }
    }
    return line
  }

  /// The line in rows that fit, broken at spaces where it can be; the further ones are indented as
  /// the first is, and two columns more.
  static func folded(_ line: String, to width: Int) -> [String] {
    guard width > 20 else { return [line] }
    let indent = min(line.prefix { $0 == " " }.count + 2, width / 2)
    let margin = String(repeating: " ", count: indent)
    var (rows, row, used, isEscape) = ([String](), "", 0, false)
    var space: (end: String.Index, used: Int)?
    for character in line {
      if isEscape || character == "\u{1b}" {
        isEscape = !(isEscape && character.isLetter)
        row.append(character)
        continue
      }
      let columns = columns(character)
      if used + columns > width {
        let rest: String
        if let last = space, last.used > indent {
          rest = String(row[last.end...].drop { $0 == " " })
          rows.append(String(row[..<last.end]))
          used = indent + used - last.used - (row[last.end...].first == " " ? 1 : 0)
        } else {
          (rest, used) = ("", indent)
          rows.append(row)
        }
        (row, space) = (margin + rest, nil)
      }
      if character == " " { space = (row.endIndex, used) }
      row.append(character)
      used += columns
    }
    return rows + [row]
  }

  /// Two for East Asian and pictorial characters, as terminals have it.
  private static func columns(_ character: Character) -> Int {
    guard let scalar = character.unicodeScalars.first else { return 0 }
    if scalar.properties.isEmojiPresentation { return 2 }
    switch scalar.value {
    case 0x1100...0x115f, 0x2e80...0xa4cf, 0xac00...0xd7a3, 0xf900...0xfaff, 0xfe30...0xfe6f,
      0xff00...0xff60, 0xffe0...0xffe6, 0x20000...0x3fffd:
      return 2
    default: return 1
    }
  }
}
