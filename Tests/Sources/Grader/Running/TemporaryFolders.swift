internal import Foundation
internal import Synchronization

/// The folders in which programs run, for as long as they do.
enum TemporaryFolders {
  private struct State {
    var folders: Set<URL> = []
    var isClosed = false
  }

  private static let state = Mutex(State())

  /// Makes a folder, unless all were removed.
  static func add(_ folder: URL) throws {
    try state.withLock { state in
      if state.isClosed { throw CancellationError() }
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      state.folders.insert(folder)
    }
  }

  static func remove(_ folder: URL) {
    try? FileManager.default.removeItem(at: folder)
    state.withLock { _ = $0.folders.remove(folder) }
  }

  /// Removes all, and none is made any more.
  static func removeAll() {
    state.withLock { state in
      state.isClosed = true
      for folder in state.folders { try? FileManager.default.removeItem(at: folder) }
    }
  }
}
