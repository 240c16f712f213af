internal import Foundation

/// Stubs in a submission that still throw, though something stands before the throw: who wrote the rest
/// of a method and left its last line wonders why nothing has begun.
struct Stubs: Sendable {
  /// Where each throws, by what it throws.
  private var places: [String: String] = [:]

  var isEmpty: Bool { places.isEmpty }

  init(in sources: SourceTree) {
    for (path, content) in sources.files {
      let lines = String(decoding: content, as: UTF8.self).split(
        separator: "\n", omittingEmptySubsequences: false)
      for (index, line) in lines.enumerated() {
        guard let words = line.firstMatch(of: #/"(exercise [0-9]+: [^"]+)"/#)?.1,
          let start = lines[...index].lastIndex(where: { $0.contains("throw ") }),
          index - start < 4, Self.isLeftOver(lines[..<start])
        else { continue }
        places[String(words)] = "Sources/\(path):\(start + 1)"
      }
    }
  }

  /// Whether a method has more than its throw: what is before it is not the line that opens it.
  private static func isLeftOver(_ before: ArraySlice<Substring>) -> Bool {
    let code = before.last { line in
      let text = line.drop { $0 == " " || $0 == "\t" }
      return !text.isEmpty && !text.hasPrefix("//")
    }
    return code?.contains(#/\bthrows\b.*\{\s*$/#) == false
  }

  /// The result with the place of the throw that made it, if one did.
  func located(_ result: CheckResult) -> CheckResult {
    guard result.verdict == .notStarted, let words = result.failure?.received,
      let place = places.first(where: { words.hasSuffix($0.key) })?.value
    else { return result }
    var located = result
    located.failure?.place = place
    return located
  }
}
