internal import Foundation

extension BuiltPrograms {
  /// Copies of the programs in `folder`: where a program runs does not say what it was built for, and
  /// what it does to its own file is nobody else's. The programs themselves where there is no room
  /// for copies, or where nothing may be started.
  func copied(into folder: String) -> BuiltPrograms {
    var copies = BuiltPrograms(folder: URL(filePath: folder, directoryHint: .isDirectory))
    copies.confinement = confinement
    do {
      for name in Self.names {
        try Self.copy(self.folder.appending(path: name), to: copies.folder.appending(path: name))
      }
    } catch {
      return self
    }
    return copies.exist ? copies : self
  }

  /// Copies a program of some 50 MB, which Foundation's `copyItem` does in pieces of 4 KiB: a second
  /// for the two.
  ///
  /// - Throws: `CocoaError` if one of the files cannot be read or written.
  static func copy(_ program: URL, to place: URL) throws {
    try Data(contentsOf: program, options: .alwaysMapped).write(to: place)
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: place.path)
  }
}
