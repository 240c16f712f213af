public import Foundation

/// Where things are in the workbook.
public struct Workbook: Sendable {
  /// The folder that holds Start, End, Protos, Exercises and Tests.
  public let root: URL

  public init(root: URL) throws(Trouble) {
    self.root = root.standardizedFileURL.resolvingSymlinksInPath()
    guard Self.isRoot(self.root) else {
      throw Trouble(
        "\(self.root.path) is not the workbook: it holds no Protos and no Start.",
        advice: "Run Tests/grade of the workbook, or name the workbook's folder with --root.")
    }
  }

  /// Looks for the workbook upwards from each of the folders.
  public static func find(from folders: [URL]) throws(Trouble) -> Workbook {
    for folder in folders {
      var candidate = folder.standardizedFileURL.resolvingSymlinksInPath()
      while candidate.path != "/" {
        if isRoot(candidate) { return try Workbook(root: candidate) }
        candidate = candidate.deletingLastPathComponent()
      }
    }
    throw Trouble(
      "The workbook's folder was not found.",
      advice: "Run Tests/grade of the workbook, or name its folder with --root.")
  }

  private static func isRoot(_ folder: URL) -> Bool {
    let files = FileManager.default
    return files.fileExists(atPath: folder.path + "/Protos/Package.swift")
      && files.fileExists(atPath: folder.path + "/Start/Package.swift")
  }

  /// Everything that is built, and nothing that anyone would miss.
  public var buildFolder: URL { root.appending(path: ".build") }
  /// The manifest that every submission is built with: nobody changes End to learn.
  public var manifest: URL { root.appending(path: "End/Package.swift") }
  public var protos: URL { root.appending(path: "Protos") }
  public var transport: URL { root.appending(path: "Protos/Transport") }
  public var answers: URL { root.appending(path: "Tests/Answers") }
}
