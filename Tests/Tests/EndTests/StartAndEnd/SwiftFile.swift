import Foundation

/// A Swift file, cut into lines.
struct SwiftFile {
  let lines: [String]

  init(_ url: URL) throws {
    lines = try String(contentsOf: url, encoding: .utf8).components(separatedBy: "\n")
  }

  /// The lines between a method's opening brace and its closing one; nil if it has no such method.
  func body(of method: String) -> Range<Int>? {
    guard let first = lines.firstIndex(where: { $0.hasPrefix("  func \(method)(") }),
      let open = lines[first...].firstIndex(where: { $0.hasSuffix("{") }),
      let close = lines[open...].firstIndex(of: "  }")
    else { return nil }
    return open + 1..<close
  }

  /// The file without what stands in the methods.
  func outside(_ methods: [String]) -> [String] {
    let bodies = methods.compactMap(body(of:))
    return lines.indices.filter { line in !bodies.contains { $0.contains(line) } }.map { lines[$0] }
  }
}
