/// A fenced block of a page.
///
/// Its info string is a language and, after a space, the file that it quotes:
/// `swift End/Sources/…/EgressService.swift`.
struct Block: Sendable {
  let page: String
  /// The line of the opening fence, from 1.
  let line: Int
  let info: String
  let lines: [String]

  var language: String { String(info.prefix { $0 != " " }) }

  /// The file quoted, from the workbook's root.
  var source: String? {
    guard let space = info.firstIndex(of: " ") else { return nil }
    return String(info[info.index(after: space)...])
  }

  /// Of a `console` block: each command after its `$ `, and what it prints.
  var commands: [(command: String, line: Int, output: [String])] {
    var commands: [(command: String, line: Int, output: [String])] = []
    for (index, text) in lines.enumerated() {
      if text.hasPrefix("$ ") {
        commands.append((String(text.dropFirst(2)), line + 1 + index, []))
      } else if !commands.isEmpty {
        commands[commands.count - 1].output.append(text)
      }
    }
    return commands
  }
}
