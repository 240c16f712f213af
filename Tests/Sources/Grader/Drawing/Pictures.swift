public import Foundation

/// The chapter's pictures, and what they are drawn from: JSON beside each of them.
public struct Pictures: Sendable {
  public let folder: URL

  public init(of workbook: Workbook) {
    folder = workbook.root.appending(path: "Exercises/img")
  }

  /// Every picture by its file's name, drawn anew.
  public func drawn() throws -> [String: String] {
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    var drawn: [String: String] = [:]
    for name in names where name.hasSuffix(".json") {
      let data = try Data(contentsOf: folder.appending(path: name))
      let picture = name.replacing(".json", with: ".svg")
      drawn[picture] =
        switch name {
        case "overview.json": try JSONDecoder().decode(Overview.self, from: data).svg
        case "frames.json", "back-pressure.json", "log.json":
          try JSONDecoder().decode(Scheme.self, from: data).svg
        default: SequenceDiagram.svg(of: try JSONDecoder().decode(RecordedCall.self, from: data))
        }
    }
    return drawn
  }

  /// Writes every picture anew.
  public func draw() throws {
    for (name, svg) in try drawn() {
      try Data(svg.utf8).write(to: folder.appending(path: name))
    }
  }

  func keep(_ recording: RecordedCall, as name: String) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    let data = try encoder.encode(recording) + Data("\n".utf8)
    try data.write(to: folder.appending(path: "\(name).json"))
  }
}
