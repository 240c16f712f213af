internal import Foundation
internal import Synchronization

/// The folders in which programs run, for as long as they do.
public enum TemporaryFolders {
  private struct State {
    var folders: Set<String> = []
    var isClosed = false
    var list: LeftFolders?
  }

  private static let state = Mutex(State())

  /// Removes what graders left that were killed, and has the next one do so with what is made from now
  /// on: all of the workbook's graders that ask for it.
  ///
  /// - Throws: ``Trouble`` if that cannot be noted in the build folder.
  public static func outlive(in workbook: Workbook) throws {
    let list = try LeftFolders(in: workbook.buildFolder.appending(path: "folders"))
    state.withLock { $0.list = list }
  }

  /// Has `make` make a folder, and returns its path.
  ///
  /// - Throws: `CancellationError` if all were removed, and what `make` throws.
  static func add(_ make: () throws -> String) throws -> String {
    try state.withLock { state in
      if state.isClosed { throw CancellationError() }
      let folder = try make()
      state.folders.insert(folder)
      state.list?.note(folder)
      return folder
    }
  }

  /// Removes it, or leaves it to ``removeAll()`` where that cannot be done, as while somebody still
  /// writes to it.
  static func remove(_ folder: String) {
    try? FileManager.default.removeItem(atPath: folder)
    if FileManager.default.fileExists(atPath: folder) { return }
    state.withLock { _ = $0.folders.remove(folder) }
  }

  /// Removes all, and none is made any more.
  static func removeAll() {
    state.withLock { state in
      state.isClosed = true
      for folder in state.folders { try? FileManager.default.removeItem(atPath: folder) }
    }
  }
}
