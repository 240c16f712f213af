internal import Foundation

/// What paths begin with in a report, so that they work from where somebody stands.
struct Places: Hashable, Sendable {
  /// Before a path in the workbook: `../` in one of its folders.
  private var root = ""
  /// Before a path in the submission: `Start/`; nil if it is not known.
  private var submission: String?

  /// As seen from the workbook's own folder, without the submission.
  init() {}

  init(from current: URL, workbook: Workbook, submission: Submission?) {
    let (here, root) = (Self.path(current), Self.path(workbook.root))
    if (here + "/").hasPrefix(root + "/") {
      let depth = here.dropFirst(root.count).split(separator: "/").count
      self.root = String(repeating: "../", count: depth)
    } else {
      self.root = root + "/"
    }
    guard let submission else { return }
    let folder = Self.path(submission.folder)
    if folder == here {
      self.submission = ""
    } else if (folder + "/").hasPrefix(here + "/") {
      self.submission = folder.dropFirst(here.count + 1) + "/"
    } else if folder.hasPrefix(root + "/") {
      self.submission = self.root + folder.dropFirst(root.count + 1) + "/"
    } else {
      self.submission = folder + "/"
    }
  }

  /// A path in the workbook.
  func workbook(_ path: String) -> String {
    path.hasPrefix("/") ? path : root + path
  }

  /// A command that begins with a path in the workbook, as a shell reads it.
  func command(_ command: String) -> String {
    let name = command.prefix { $0 != " " }
    return Command.quoted(workbook(String(name))) + command.dropFirst(name.count)
  }

  /// A text that may begin with a path in the submission.
  func submitted(_ text: String) -> String {
    text.hasPrefix("Sources/") ? (submission ?? "") + text : text
  }

  /// The folder of a submission's sources.
  func sources(of name: String) -> String {
    submission.map { $0 + "Sources" } ?? workbook(name + "/Sources")
  }

  private static func path(_ folder: URL) -> String {
    let path = folder.standardizedFileURL.resolvingSymlinksInPath().path
    return path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
  }
}
