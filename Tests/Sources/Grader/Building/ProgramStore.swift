public import Foundation

/// Keeps built programs by what they were built from, so that an unchanged submission needs no
/// build, and a run is not disturbed by the next one's build.
public struct ProgramStore: Sendable {
  public let folder: URL
  /// The file beside the programs that holds what they were built from.
  private static let madeFrom = "made-from"

  /// How many builds are kept.
  public var capacity = 6

  /// - Parameter name: The folder's name in the build folder: answers are kept apart, so that the
  ///   many of them push nothing else out.
  public init(in workbook: Workbook, name: String = "programs") {
    folder = workbook.buildFolder.appending(path: name)
  }

  /// The programs that were built from just this; nil if none are kept.
  func programs(of input: BuildInput) -> BuiltPrograms? {
    let programs = BuiltPrograms(folder: folder.appending(path: input.name))
    let madeFrom = programs.folder.appending(path: Self.madeFrom)
    guard programs.exist, (try? Data(contentsOf: madeFrom)) == input.octets else { return nil }
    try? FileManager.default.setAttributes(
      [.modificationDate: Date()], ofItemAtPath: programs.folder.path)
    return programs
  }

  /// Copies the programs out of `built`, and forgets those that were not used for longest.
  func keep(
    _ built: URL, of input: BuildInput, warnings: [String] = []
  ) throws -> BuiltPrograms {
    let manager = FileManager.default
    let place = folder.appending(path: input.name)
    let fresh = folder.appending(path: "\(input.name).new")
    try? manager.removeItem(at: fresh)
    try manager.createDirectory(at: fresh, withIntermediateDirectories: true)
    for name in BuiltPrograms.names {
      try BuiltPrograms.copy(built.appending(path: name), to: fresh.appending(path: name))
    }
    try input.octets.write(to: fresh.appending(path: Self.madeFrom))
    try Data(warnings.joined(separator: "\n").utf8)
      .write(to: BuiltPrograms(folder: fresh).warningsFile)
    try? manager.removeItem(at: place)
    try manager.moveItem(at: fresh, to: place)
    forgetOldest(but: input.name)
    return BuiltPrograms(folder: place)
  }

  private func forgetOldest(but key: String) {
    let manager = FileManager.default
    let entries = try? manager.contentsOfDirectory(
      at: folder, includingPropertiesForKeys: [.contentModificationDateKey])
    let dated = (entries ?? []).filter { $0.lastPathComponent != key }.map { url in
      let values = try? url.resourceValues(forKeys: [.contentModificationDateKey])
      return (url, values?.contentModificationDate ?? .distantPast)
    }
    for (url, _) in dated.sorted(by: { $0.1 > $1.1 }).dropFirst(capacity - 1) {
      try? manager.removeItem(at: url)
    }
  }
}
