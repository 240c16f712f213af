internal import Foundation

#if canImport(Darwin)
  internal import Darwin
#else
  internal import Glibc
#endif

/// Held by the one grader that may use the build folder; given back when it is released, and by the
/// system when the grader ends.
public final class BuildLock: Sendable {
  private let descriptor: Int32

  /// Waits for another grader, on a thread of its own, after telling `waiting`.
  public init(_ workbook: Workbook, waiting: @Sendable () -> Void) async throws {
    let file = workbook.buildFolder.appending(path: "grade.lock")
    try FileManager.default.createDirectory(
      at: workbook.buildFolder, withIntermediateDirectories: true)
    let descriptor = open(file.path, O_CREAT | O_RDWR | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else {
      throw Trouble(
        "\(file.path) cannot be opened: \(String(cString: strerror(errno))).",
        advice: "Make the workbook's folder writable.")
    }
    self.descriptor = descriptor
    if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { return }
    waiting()
    await withCheckedContinuation { continuation in
      Thread.detachNewThread {
        while flock(descriptor, LOCK_EX) != 0 && errno == EINTR {}
        continuation.resume()
      }
    }
  }

  /// Lets the next grader in.
  public func release() { flock(descriptor, LOCK_UN) }

  deinit { close(descriptor) }
}
