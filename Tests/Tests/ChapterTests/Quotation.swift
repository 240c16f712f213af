/// Lines quoted from a file, perhaps with the indentation that they share taken off. A line `…`
/// stands for lines of the file that are left out.
struct Quotation {
  let lines: [String]

  init(_ lines: [String]) { self.lines = lines }

  /// Which line ends the longest match with the file; nil if all of them match somewhere.
  func firstLineMissing(in text: String) -> Int? {
    guard let first = lines.first else { return nil }
    let file = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    var best = 0
    for start in file.indices where file[start].hasSuffix(first) {
      let indentation = file[start].dropLast(first.count)
      guard indentation.allSatisfy({ $0 == " " }) else { continue }
      let matched = matched(lines[...], file[start...], indentation: indentation)
      if matched == lines.count { return nil }
      best = max(best, matched)
    }
    return best
  }

  /// How many of the quoted lines, up to the last of `quoted`, the file's lines begin with.
  private func matched(
    _ quoted: ArraySlice<String>, _ file: ArraySlice<String>, indentation: Substring
  ) -> Int {
    let (cut, end) = (quoted.firstIndex(where: Self.isCut) ?? quoted.endIndex, quoted.endIndex)
    let matched = zip(quoted[..<cut], file).prefix { line, of in
      of == (line.isEmpty ? "" : indentation + line)
    }.count
    guard quoted.startIndex + matched == cut, cut < end else { return quoted.startIndex + matched }
    let rest = file.dropFirst(matched)
    return rest.indices.dropFirst().map {
      self.matched(quoted[(cut + 1)...], rest[$0...], indentation: indentation)
    }.max() ?? cut
  }

  private static func isCut(_ line: String) -> Bool { line.drop { $0 == " " } == "…" }
}
