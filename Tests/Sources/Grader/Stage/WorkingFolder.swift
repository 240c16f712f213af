internal import Foundation
internal import Synchronization

/// A folder for programs to run in, made when it is asked for. Its name is one that mktemp(1) gives:
/// it says nothing about who made it.
final class WorkingFolder: Sendable {
  private let made = Mutex<String?>(nil)

  /// - Throws: ``Trouble`` if it cannot be made.
  func path() throws -> String {
    try made.withLock { made in
      if let made { return made }
      let path = try TemporaryFolders.add { try make() }
      made = path
      return path
    }
  }

  func remove() {
    if let path = made.withLock({ $0 }) { TemporaryFolders.remove(path) }
  }

  /// Whether a path may be that of one.
  static func isName(_ path: some StringProtocol) -> Bool {
    String(path).wholeMatch(of: /\/.*\/tmp\.[A-Za-z0-9]{10}/) != nil
  }

  private func make() throws -> String {
    let parent = FileManager.default.temporaryDirectory.path
    // mkdtemp(3) chooses six characters, mktemp(1) ten.
    let characters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
    let first = (0..<4).compactMap { _ in characters.randomElement() }
    var template = Array("\(parent)/tmp.\(String(first))XXXXXX".utf8CString)
    let isMade = template.withUnsafeMutableBufferPointer { template in
      template.baseAddress.map { mkdtemp($0) != nil } ?? false
    }
    guard isMade else {
      let reason = String(cString: strerror(errno))
      throw Trouble(
        "No temporary folder can be made in \(parent): \(reason).",
        advice: "Set TMPDIR to a folder that can be written to.")
    }
    return String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
  }
}
