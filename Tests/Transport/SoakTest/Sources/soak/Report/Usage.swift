internal import Foundation

/// What a process holds, as Linux's /proc tells.
struct Usage: Sendable {
  /// KiB.
  var resident = 0
  var descriptors = 0
  var threads = 0

  /// Nil where there is no /proc, and for a process that is gone.
  init?(of processID: Int32) {
    guard
      let status = try? String(contentsOfFile: "/proc/\(processID)/status", encoding: .utf8),
      let open = try? FileManager.default.contentsOfDirectory(atPath: "/proc/\(processID)/fd")
    else { return nil }
    descriptors = open.count
    for line in status.split(separator: "\n") {
      let words = line.split(whereSeparator: \.isWhitespace)
      guard words.count > 1, let number = Int(words[1]) else { continue }
      if words[0] == "VmRSS:" { resident = number }
      if words[0] == "Threads:" { threads = number }
    }
    // The folder's own descriptor, while it was read.
    if processID == ProcessInfo.processInfo.processIdentifier { descriptors -= 1 }
  }

  mutating func raise(to other: Usage) {
    resident = max(resident, other.resident)
    descriptors = max(descriptors, other.descriptors)
    threads = max(threads, other.threads)
  }
}
