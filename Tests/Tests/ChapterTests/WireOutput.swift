/// What `Tests/grade wire` prints: frames of two directions and lines of the server's log.
///
/// Each of the three comes in its own order; how they follow each other in time differs from run to
/// run. A last line `…` stands for the rest.
struct WireOutput {
  private let lines: [Character: [String]]
  private let isCut: Bool

  init(_ lines: [String]) {
    isCut = lines.last == "…"
    var whole: [String] = []
    for line in lines where !line.isEmpty && line != "…" {
      if line.contains(/^\s{13}/), let last = whole.popLast() {
        whole.append(last + " " + line.drop { $0 == " " })
      } else {
        whole.append(line)
      }
    }
    self.lines = Dictionary(grouping: whole.map(Output.masked)) { line in
      line.first { "→←·".contains($0) } ?? "?"
    }
  }

  func matches(_ actual: WireOutput) -> Bool {
    if !isCut { return lines == actual.lines }
    return lines.allSatisfy { kind, said in actual.lines[kind]?.starts(with: said) == true }
  }
}
