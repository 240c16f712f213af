internal import Foundation

#if canImport(Darwin)
  internal import Darwin
#else
  internal import Glibc
#endif

/// What the system says of the files that a submission is built from: another one whenever a file is
/// saved, in place or by rename, added or removed. Cheap enough to be asked ten times a second.
struct SourceStamp: Hashable, Sendable {
  struct File: Hashable, Sendable {
    var inode: UInt64
    var size: Int64
    var seconds: Int
    var nanoseconds: Int
  }

  /// By path in `Sources`.
  private(set) var files: [String: File] = [:]

  init(of submission: URL) {
    for target in SubmittedSources.targets {
      read(submission.appending(path: "Sources").path, target)
    }
  }

  /// The paths of the files that are not the same in another stamp, in order.
  func differences(to other: SourceStamp) -> [String] {
    Set(files.keys).union(other.files.keys).filter { files[$0] != other.files[$0] }.sorted()
  }

  /// Those files that ``SubmittedSources`` takes: no hidden ones, and behind no link.
  private mutating func read(_ root: String, _ path: String) {
    var status = stat()
    guard lstat("\(root)/\(path)", &status) == 0 else { return }
    switch status.st_mode & S_IFMT {
    case S_IFDIR:
      let names = try? FileManager.default.contentsOfDirectory(atPath: "\(root)/\(path)")
      for name in names ?? [] where !name.hasPrefix(".") { read(root, "\(path)/\(name)") }
    case S_IFREG where path.hasSuffix(".swift"):
      #if canImport(Darwin)
        let time = status.st_mtimespec
      #else
        let time = status.st_mtim
      #endif
      files[path] = File(
        inode: UInt64(status.st_ino), size: Int64(status.st_size), seconds: Int(time.tv_sec),
        nanoseconds: Int(time.tv_nsec))
    default: break
    }
  }
}
