public import Foundation

/// The files of a folder by their path in it: regular files only, so that no link leads out of it.
public struct SourceTree: Hashable, Sendable {
  public var files: [String: Data]

  public init(files: [String: Data] = [:]) { self.files = files }

  /// Reads the folder. Hidden files and build folders are left out.
  public init(reading folder: URL) throws {
    files = [:]
    let keys: [URLResourceKey] = [.isRegularFileKey, .isSymbolicLinkKey]
    let root = folder.resolvingSymlinksInPath()
    let entries = FileManager.default.enumerator(
      at: root, includingPropertiesForKeys: keys, options: [.skipsHiddenFiles])
    while let url = entries?.nextObject() as? URL {
      let values = try url.resourceValues(forKeys: Set(keys))
      guard values.isRegularFile == true, values.isSymbolicLink != true else { continue }
      let path = url.path.dropFirst(root.path.count + 1)
      files[String(path)] = try Data(contentsOf: url)
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
