public import Foundation

/// The files of a folder by their path in it: regular files only, so that no link leads out of it.
public struct SourceTree: Hashable, Sendable {
  public var files: [String: Data]

  public init(files: [String: Data] = [:]) { self.files = files }

  /// Reads the folder. Hidden files and build folders are left out.
  public init(reading folder: URL) throws {
    files = [:]
    let root = folder.resolvingSymlinksInPath()
    // Paths within the folder, whatever the folder itself is called: /tmp is /private/tmp on macOS.
    let entries = FileManager.default.enumerator(atPath: root.path)
    while let path = entries?.nextObject() as? String {
      let type = entries?.fileAttributes?[.type] as? FileAttributeType
      if path.split(separator: "/").last?.hasPrefix(".") == true {
        if type == .typeDirectory { entries?.skipDescendants() }
      } else if type == .typeRegular {
        files[path] = try Data(contentsOf: root.appending(path: path))
      }
    }
  }

  /// The same tree with the files of another one put over it.
  public func overlaid(with other: SourceTree) -> SourceTree {
    SourceTree(files: files.merging(other.files) { _, new in new })
  }

  /// Makes `folder` hold exactly these files. A file that is right already is not touched, so that
  /// a build after it compiles only what changed.
  public func write(to folder: URL) throws {
    let present = try? SourceTree(reading: folder)
    let manager = FileManager.default
    for path in present?.files.keys ?? [:].keys where files[path] == nil {
      try manager.removeItem(at: folder.appending(path: path))
    }
    for (path, content) in files where present?.files[path] != content {
      let url = folder.appending(path: path)
      try manager.createDirectory(
        at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try content.write(to: url)
    }
  }
}
