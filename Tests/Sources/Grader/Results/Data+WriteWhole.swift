internal import Foundation

extension Data {
  /// Writes a file that is either whole or as it was. Foundation's own way leaves a file with a name
  /// of its own behind when the process is ended meanwhile; this one is written over by the next.
  ///
  /// - Throws: `CocoaError` if it cannot be written.
  func writeWhole(to file: URL) throws {
    let fresh = file.appendingPathExtension("new")
    try write(to: fresh)
    guard rename(fresh.path, file.path) == 0 else {
      throw CocoaError(.fileWriteUnknown, userInfo: [NSFilePathErrorKey: file.path])
    }
  }
}
