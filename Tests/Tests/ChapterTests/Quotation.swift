/// Consecutive lines quoted from a file, perhaps with the indentation that they share taken off.
struct Quotation {
  let lines: [String]

  init(_ lines: [String]) { self.lines = lines }

  /// Which line ends the longest match with the file; nil if all of them match somewhere.
  func firstLineMissing(in text: String) -> Int? {
    let file = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    var best = 0
    for start in file.indices {
      let matched = matched(file[start...])
      if matched == lines.count { return nil }
      best = max(best, matched)
    }
    return best
  }

  /// How many of the lines the file's lines begin with.
  private func matched(_ file: ArraySlice<String>) -> Int {
    guard let first = lines.first, let line = file.first, line.hasSuffix(first) else { return 0 }
    let indentation = line.dropLast(first.count)
    guard indentation.allSatisfy({ $0 == " " }) else { return 0 }
    return zip(lines, file).prefix { quoted, line in
      line == (quoted.isEmpty ? "" : indentation + quoted)
    }.count
  }
}
