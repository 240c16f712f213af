import Testing

/// A page of Markdown: its lines, and what the tests look at in them.
struct Page: Sendable, CustomTestStringConvertible {
  /// From the workbook's root.
  let path: String
  let lines: [String]
  let blocks: [Block]
  let headings: [Heading]
  /// The lines outside of fenced blocks, with their numbers.
  let prose: [(number: Int, text: String)]

  struct Heading: Sendable {
    let level: Int
    let text: String
    let line: Int
  }

  init?(path: String) {
    guard let text = Chapter.text(path) else { return nil }
    self.init(path: path, text: text)
  }

  init(path: String, text: String) {
    self.path = path
    lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    var blocks: [Block] = []
    var headings: [Heading] = []
    var prose: [(number: Int, text: String)] = []
    var open: (info: String, line: Int, lines: [String])?
    for (index, line) in lines.enumerated() {
      if let fence = open {
        if line == "```" {
          blocks.append(Block(page: path, line: fence.line, info: fence.info, lines: fence.lines))
          open = nil
        } else {
          open?.lines.append(line)
        }
      } else if line.hasPrefix("```") {
        open = (String(line.dropFirst(3)), index + 1, [])
      } else {
        prose.append((index + 1, line))
        if let heading = line.wholeMatch(of: /(#{1,6}) (.+)/) {
          let level = heading.1.count
          headings.append(Heading(level: level, text: String(heading.2), line: index + 1))
        }
      }
    }
    self.blocks = blocks
    self.headings = headings
    self.prose = prose
  }

  var testDescription: String { path }

  /// The names by which a link reaches the headings, as GitHub makes them.
  var anchors: Set<String> {
    var seen: [String: Int] = [:]
    var anchors: Set<String> = []
    for heading in headings {
      let words = heading.text.lowercased().filter {
        $0.isLetter || $0.isNumber || $0 == " " || $0 == "-" || $0 == "_"
      }
      let anchor = words.replacing(" ", with: "-")
      let count = seen[anchor, default: 0]
      seen[anchor] = count + 1
      anchors.insert(count == 0 ? anchor : "\(anchor)-\(count)")
    }
    return anchors
  }

  /// The lines from a heading that begins with `title` to the next one of its level or above.
  func section(_ title: String) -> String? {
    guard let heading = headings.first(where: { $0.text.hasPrefix(title) }) else { return nil }
    let next = headings.first { $0.line > heading.line && $0.level <= heading.level }
    let end = next.map { $0.line - 1 } ?? lines.count
    return lines[(heading.line - 1)..<end].joined(separator: "\n")
  }
}
