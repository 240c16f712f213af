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

  /// Makes `folder` hold exactly these files, and nothing else: no other file, link or folder stays,
  /// hidden or not. A file that is right already is not touched, so that a build after it compiles
  /// only what changed.
  public func write(to folder: URL) throws {
    let manager = FileManager.default
    var folders: Set<String> = [""]
    for path in files.keys {
      var parent = path[...]
      while let slash = parent.lastIndex(of: "/") {
        parent = parent[..<slash]
        folders.insert(String(parent))
      }
    }
    let right = try remove(allBut: folders, from: folder, "")
    for path in folders.sorted() {
      try manager.createDirectory(
        at: folder.appending(path: path), withIntermediateDirectories: true)
    }
    for (path, content) in files where !right.contains(path) {
      try content.write(to: folder.appending(path: path))
    }
  }

  /// Removes from the place of a folder what has no business there.
  ///
  /// - Returns: The files that are right already.
  private func remove(
    allBut folders: Set<String>, from root: URL, _ path: String
  ) throws -> Set<String> {
    let manager = FileManager.default
    let place = path.isEmpty ? root : root.appending(path: path)
    guard let type = try? manager.attributesOfItem(atPath: place.path)[.type] as? FileAttributeType
    else { return [] }
    if type == .typeDirectory, folders.contains(path) {
      var right: Set<String> = []
      for name in try manager.contentsOfDirectory(atPath: place.path) {
        right.formUnion(
          try remove(allBut: folders, from: root, path.isEmpty ? name : "\(path)/\(name)"))
      }
      return right
    }
    if type == .typeRegular, let wanted = files[path], try Data(contentsOf: place) == wanted {
      return [path]
    }
    try manager.removeItem(at: place)
    return []
  }
}
