public import Foundation

/// The student's two programs, built.
public struct BuiltPrograms: Hashable, Sendable {
  public let folder: URL
  /// How they are confined while they run; not at all unless told.
  public var confinement = Confinement()

  public init(folder: URL) { self.folder = folder }

  static let names = ["DataHubServer", "DataHubClient"]

  public var server: URL { folder.appending(path: "DataHubServer") }
  public var client: URL { folder.appending(path: "DataHubClient") }

  var warningsFile: URL { folder.appending(path: "warnings") }

  /// What compilers warned of when they were built.
  var warnings: [String] {
    let text = (try? String(contentsOf: warningsFile, encoding: .utf8)) ?? ""
    return text.split(separator: "\n").map(String.init)
  }

  var exist: Bool {
    Self.names.allSatisfy {
      FileManager.default.isExecutableFile(atPath: folder.appending(path: $0).path)
    }
  }
}
