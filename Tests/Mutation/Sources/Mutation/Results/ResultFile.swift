public import Foundation

/// The results so far, a line of JSON each, appended as they come: a run that was stopped anywhere
/// goes on where it was. The last line about a mutant is the one that counts.
public struct ResultFile: Sendable {
  public let file: URL
  public private(set) var results: [String: MutantResult] = [:]

  public init(_ file: URL) throws {
    self.file = file
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    let lines = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
    for line in lines.split(separator: "\n") {
      // The last line may be cut off.
      let result = try? JSONDecoder().decode(MutantResult.self, from: Data(line.utf8))
      if let result { results[result.id] = result }
    }
  }

  public mutating func append(_ result: MutantResult) throws {
    results[result.id] = result
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let line = try encoder.encode(result) + Data("\n".utf8)
    if !FileManager.default.fileExists(atPath: file.path) { try Data().write(to: file) }
    let handle = try FileHandle(forUpdating: file)
    defer { try? handle.close() }
    // What was cut off must not spoil this line.
    let end = try handle.seekToEnd()
    if end > 0 {
      try handle.seek(toOffset: end - 1)
      if try handle.read(upToCount: 1) != Data("\n".utf8) {
        try handle.write(contentsOf: Data("\n".utf8))
      }
      try handle.seekToEnd()
    }
    try handle.write(contentsOf: line)
  }
}
