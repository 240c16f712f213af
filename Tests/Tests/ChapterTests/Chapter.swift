import Foundation
import TestSupport

/// The workbook on disk.
enum Chapter {
  /// The chapter, the exercises' pages in their order, those for instructors, and that for who changes
  /// the workbook.
  static let pages: [Page] = {
    let folder = Root.folder.appending(path: "Exercises")
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    let exercises = names.filter { $0.hasSuffix(".md") }.sorted().map { "Exercises/\($0)" }
    let others = ["Tests/INSTRUCTORS.md", "Tests/Platforms/README.md", ".github/CONTRIBUTING.md"]
    return (["README.md"] + exercises + others).compactMap { Page(path: $0) }
  }()

  /// The text of a file, by its path from the root; nil if there is none.
  static func text(_ path: String) -> String? {
    try? String(contentsOf: Root.folder.appending(path: path), encoding: .utf8)
  }
}
