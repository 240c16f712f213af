internal import Foundation

/// What compilers warned of in each file, kept for as long as the file stays as it is: it is not
/// compiled again, and so not warned of again.
struct Warnings: Codable, Equatable {
  private struct Entry: Codable, Equatable {
    var content: Data
    var warnings: [String]
  }

  private var entries: [String: Entry] = [:]

  init() {}

  /// Those that were kept; none if there are none.
  init(from file: URL) {
    let kept = try? JSONDecoder().decode(Warnings.self, from: Data(contentsOf: file))
    self = kept ?? Warnings()
  }

  func write(to file: URL) { try? JSONEncoder().encode(self).write(to: file) }

  /// Takes what a build of `sources` said.
  ///
  /// - Parameter folder: Where the package lies.
  mutating func take(_ output: [String], of sources: SourceTree, in folder: String) {
    let found = CompilerErrors.warnings(in: output, folder: folder)
    var kept: [String: Entry] = [:]
    for (path, content) in sources.files {
      if let warnings = found["Sources/\(path)"] {
        kept[path] = Entry(content: content, warnings: warnings)
      } else if let entry = entries[path], entry.content == content,
        !Self.compiled(path, in: output)
      {
        kept[path] = entry
      }
    }
    entries = kept
  }

  /// All of them, by file.
  var all: [String] { entries.sorted { $0.key < $1.key }.flatMap(\.value.warnings) }

  /// Whether there is a line `[3/7] Compiling DataHubServer EgressService.swift`.
  private static func compiled(_ path: String, in output: [String]) -> Bool {
    let words = path.split(separator: "/")
    guard let target = words.first, let name = words.last else { return false }
    return output.contains { $0.hasSuffix(" Compiling \(target) \(name)") }
  }
}
