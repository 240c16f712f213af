internal import Foundation

/// Where a program's output goes: files, as pipes would have to be drained.
struct OutputFiles: Sendable {
  private let folder: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "soak-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    for file in [stdout, stderr]
    where !FileManager.default.createFile(atPath: file.path, contents: nil) {
      throw CocoaError(.fileWriteUnknown)
    }
  }

  private var stdout: URL { folder.appending(path: "stdout") }
  private var stderr: URL { folder.appending(path: "stderr") }

  /// Has a process that is about to start write into the files.
  ///
  /// - Returns: What to close once it has started.
  func connect(to process: Process) throws -> [FileHandle] {
    let handles = try [stdout, stderr].map { try FileHandle(forWritingTo: $0) }
    process.standardOutput = handles[0]
    process.standardError = handles[1]
    return handles
  }

  /// The first line of standard output, if it is complete.
  var firstLine: Substring? {
    guard let text = try? String(contentsOf: stdout, encoding: .utf8), text.contains("\n") else {
      return nil
    }
    return text.split(separator: "\n").first
  }

  /// The last lines of standard error, without what the server logs of every call.
  var complaints: [Substring] {
    let text = (try? String(contentsOf: stderr, encoding: .utf8)) ?? ""
    return text.split(separator: "\n").filter { !$0.contains(" info ") }.suffix(20)
  }

  func remove() {
    try? FileManager.default.removeItem(at: folder)
  }
}
