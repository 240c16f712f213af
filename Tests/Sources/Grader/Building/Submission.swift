public import Foundation

/// A folder with the sources of a DataHubServer and a DataHubClient.
public struct Submission: Sendable {
  /// As it was named on the command line.
  public let name: String
  public let folder: URL

  /// Finds `name` as a path from `current`, or else as a folder of the workbook.
  ///
  /// - Parameter commands: Other words that may have been meant.
  /// - Throws: ``Trouble`` if there is none.
  public init(
    _ name: String, in workbook: Workbook, current: URL, commands: [String] = []
  ) throws(Trouble) {
    let places = [current, workbook.root].map {
      URL(filePath: name, directoryHint: .isDirectory, relativeTo: $0).standardizedFileURL
    }
    guard let folder = places.first(where: Self.isSubmission) else {
      let meant = Suggestion.text(for: name, among: ["Start", "End"] + commands)
      throw Trouble(
        "\(name) is no submission: there is no \(places[0].path)/Sources/DataHubServer.\(meant)",
        advice: "Name a folder like Start or End, with its Sources in it.")
    }
    self.name = name
    self.folder = folder
  }

  /// What is taken of it.
  func sources(manifest: Data? = nil) -> SubmittedSources {
    SubmittedSources(reading: folder, manifest: manifest)
  }

  private static func isSubmission(_ folder: URL) -> Bool {
    ["DataHub", "DataHubServer", "DataHubClient"].allSatisfy { target in
      var isFolder: ObjCBool = false
      let path = folder.appending(path: "Sources/\(target)").path
      return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
        && isFolder.boolValue
    }
  }
}
