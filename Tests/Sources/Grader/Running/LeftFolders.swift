internal import Foundation
internal import Synchronization

#if canImport(Darwin)
  internal import Darwin
#else
  internal import Glibc
#endif

/// What temporary folders a grader has, noted in a file that it holds a lock on: a file that nobody
/// holds is of a grader that was killed, and the next one removes what it left.
final class LeftFolders: Sendable {
  private let descriptor: Int32
  private let file: URL

  /// Removes what graders left that noted it in `place`, and begins a list there.
  ///
  /// - Throws: ``Trouble`` if nothing can be written there.
  init(in place: URL) throws {
    try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
    Self.removeLeft(place)
    // Under its last name when it is locked, and not before, so that nobody takes it for another's.
    let new = place.appending(path: "\(getpid()).new")
    file = place.appending(path: "\(getpid()).txt")
    descriptor = open(new.path, O_CREAT | O_TRUNC | O_WRONLY | O_APPEND | O_CLOEXEC, 0o600)
    guard descriptor >= 0, flock(descriptor, LOCK_EX | LOCK_NB) == 0,
      rename(new.path, file.path) == 0
    else {
      throw Trouble(
        "\(file.path) cannot be written: \(String(cString: strerror(errno))).",
        advice: "Make the workbook's folder writable.")
    }
  }

  deinit {
    unlink(file.path)
    close(descriptor)
  }

  func note(_ folder: String) {
    let line = Array("\(folder)\n".utf8)
    _ = write(descriptor, line, line.count)
  }

  private static func removeLeft(_ place: URL) {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: place.path)) ?? []
    for name in names where name.hasSuffix(".txt") {
      let file = place.appending(path: name)
      let descriptor = open(file.path, O_RDONLY | O_CLOEXEC)
      guard descriptor >= 0 else { continue }
      defer { close(descriptor) }
      guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else { continue }
      let left = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
      // Nothing but what a working folder can be, whatever somebody wrote into the file.
      for line in left.split(separator: "\n") where WorkingFolder.isName(line) {
        try? FileManager.default.removeItem(atPath: String(line))
      }
      unlink(file.path)
    }
  }
}
