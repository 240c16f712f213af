internal import Foundation

/// What is taken of a submission: the regular Swift files of the package's targets. All else is named
/// and not used.
struct SubmittedSources: Sendable {
  private(set) var tree = SourceTree()
  /// What lies there and is not used, each with the reason.
  private(set) var unused: [String] = []

  static let targets = ["DataHub", "DataHubServer", "DataHubClient"]
  /// The longest file that is taken, in octets; that of somebody who writes it is a hundred times
  /// shorter.
  private static let longestFile = 1 << 20
  private static let mostFiles = 1_000

  /// Reads the `Sources` of a folder. A manifest that is not `manifest` is named as well.
  init(reading folder: URL, manifest: Data? = nil) {
    let sources = folder.appending(path: "Sources")
    for name in Self.entries(of: sources) {
      if Self.targets.contains(name) {
        read(sources, name)
      } else if name != ".DS_Store" {
        leave(name, "no target of the package")
      }
    }
    let own = folder.appending(path: "Package.swift")
    if let manifest, let text = try? Data(contentsOf: own), text != manifest {
      unused.append("Package.swift (the workbook's own is used)")
    }
  }

  private mutating func read(_ sources: URL, _ path: String) {
    let file = sources.appending(path: path)
    let name = file.lastPathComponent
    guard let found = try? FileManager.default.attributesOfItem(atPath: file.path),
      let type = found[.type] as? FileAttributeType, let size = found[.size] as? Int
    else { return leave(path, "cannot be read") }
    let isSwift = name.hasSuffix(".swift")
    if path.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) {
      return leave(path, "a name with control characters")
    }
    switch type {
    case .typeDirectory where name.hasPrefix("."), .typeRegular where name.hasPrefix("."):
      if name != ".DS_Store" { leave(path, "hidden") }
    case .typeDirectory where isSwift: leave(path, "a folder")
    case .typeDirectory:
      for entry in Self.entries(of: file) { read(sources, "\(path)/\(entry)") }
    case .typeRegular where !isSwift: leave(path, "no Swift file")
    case .typeRegular where size > Self.longestFile: leave(path, "longer than 1 MiB")
    case .typeRegular where tree.files.count == Self.mostFiles: leave(path, "one file too many")
    case .typeRegular:
      guard let content = try? Data(contentsOf: file) else { return leave(path, "cannot be read") }
      tree.files[path] = content
    case .typeSymbolicLink: leave(path, "a link")
    default: leave(path, "no file")
    }
  }

  private mutating func leave(_ path: String, _ reason: String) {
    unused.append("Sources/\(path) (\(reason))")
  }

  private static func entries(of folder: URL) -> [String] {
    let isLink = (try? FileManager.default.destinationOfSymbolicLink(atPath: folder.path)) != nil
    if isLink { return [] }
    return ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []).sorted()
  }
}
