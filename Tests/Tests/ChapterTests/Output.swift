import Grader

/// What a command printed, or is said to print, without what differs from run to run.
struct Output: Hashable {
  let lines: [String]

  /// Masks times, GUIDs, ticks and ports, and takes lines that then repeat as one.
  init(_ lines: [String]) {
    var kept: [String] = []
    for line in lines.map(Self.masked) where line != kept.last { kept.append(line) }
    while kept.last == "" { kept.removeLast() }
    self.lines = Array(kept.drop { $0 == "" })
  }

  /// Whether these lines are `actual`. The line `…` stands for any number of lines.
  func matches(_ actual: Output) -> Bool { Self.matches(lines[...], actual.lines[...]) }

  private static func matches(_ said: ArraySlice<String>, _ actual: ArraySlice<String>) -> Bool {
    guard let first = said.first else { return actual.isEmpty }
    if first == "…" {
      return (actual.startIndex...actual.endIndex).contains {
        matches(said.dropFirst(), actual[$0...])
      }
    }
    return first == actual.first && matches(said.dropFirst(), actual.dropFirst())
  }

  static func masked(_ line: String) -> String {
    var line = GoldenReport.mask(line)
    line.replace("GUID…", with: "GUID")
    line.replace(/\d{4}-\d\d-\d\dT[\d:]+\+\d{4}/, with: "DATE")
    line.replace(/^\s+# ms\b/, with: "TIME")
    line.replace(/(# |\b\d+(\.\d+)?)(ms|s)\b/, with: "TIME")
    while line.last == " " { line.removeLast() }
    return line
  }
}
