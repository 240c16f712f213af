import Foundation
import Grader
import Mutation

/// All mutants of End.
struct MutantSet {
  let sources: SourceTree
  let files: [MutatedFile]
  let all: [Mutant]

  /// Files that no check speaks about: which transport is used, and what becomes of a program whose
  /// output nobody reads, are no matter of the exercises.
  private static let spared: Set<String> = [
    "DataHub/Transport.swift", "DataHub/OutputReader.swift",
  ]
  /// The same of functions in other files; EndTests speak about them.
  private static let sparedPlaces: Set<String> = [
    "openStandardStreams", "isTaken", "hasStandardOutputFailed",
  ]

  init(_ workbook: Workbook) throws {
    let sources = try SourceTree(reading: workbook.root.appending(path: "End/Sources"))
    self.sources = sources
    // What students write comes first.
    let paths = sources.files.keys.filter { !Self.spared.contains($0) }.sorted().reversed()
    files = paths.map { path in
      MutatedFile(path: path, text: String(decoding: sources.files[path] ?? Data(), as: UTF8.self))
    }
    all = files.flatMap(\.mutants).filter { !Self.sparedPlaces.contains($0.place) }
  }

  func file(of mutant: Mutant) -> MutatedFile? { files.first { $0.path == mutant.file } }
}
