internal import Foundation

/// The file in which progress is kept: not in the build folder, which may be removed at any time.
struct ProgressStore: Sendable {
  let workbook: Workbook

  var file: URL { workbook.root.appending(path: ".progress.json") }

  /// A submission's name in the file: its path, from the workbook if it lies there. Nil for End,
  /// which is nobody's progress.
  func key(of folder: URL) -> String? {
    let (path, root) = (folder.standardizedFileURL.path, workbook.root.path)
    let inside = path.hasPrefix(root + "/") ? String(path.dropFirst(root.count + 1)) : path
    return inside == "End" ? nil : inside
  }

  /// What is kept; nothing if there is no file, or one that cannot be read.
  func read() -> Progress {
    guard let data = try? Data(contentsOf: file),
      let progress = try? JSONDecoder().decode(Progress.self, from: data),
      progress.schema == Progress.currentSchema
    else { return Progress() }
    return progress
  }

  /// Takes up the results of a run, and forgets submissions whose folder is gone. Where the file
  /// cannot be written nothing is kept, which is no reason to fail. The build lock must be held.
  ///
  /// - Returns: What that changed; nil for a submission that was never graded before, and for End.
  func record(_ grading: Grading, of folder: URL) -> ProgressChange? {
    guard let key = key(of: folder) else { return nil }
    var progress = read()
    let change = progress.record(grading.checks, of: key, at: grading.began)
    progress.submissions = progress.submissions.filter { isThere($0.key) }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    try? (encoder.encode(progress) + Data("\n".utf8)).writeWhole(to: file)
    return change
  }

  /// The submission that was graded last.
  var latest: (key: String, entry: Progress.Entry)? {
    read().submissions.max { ($0.value.graded, $1.key) < ($1.value.graded, $0.key) }
      .map { ($0.key, $0.value) }
  }

  /// Whether the submission passes every check there is.
  func isComplete(_ folder: URL) -> Bool {
    guard let entry = key(of: folder).flatMap({ read().submissions[$0] }) else { return false }
    return Check.all.allSatisfy { entry.verdict(of: $0.number) == .passed }
  }

  private func isThere(_ key: String) -> Bool {
    let path = key.hasPrefix("/") ? key : "\(workbook.root.path)/\(key)"
    return FileManager.default.fileExists(atPath: path)
  }
}
