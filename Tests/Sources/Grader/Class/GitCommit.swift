internal import Foundation

/// The commit that a clone stands at, read from its files: a repository that somebody else made may
/// have git run anything.
enum GitCommit {
  /// nil if the folder is no repository, or its commit cannot be told.
  static func head(of clone: URL) -> String? {
    let git = clone.appending(path: ".git")
    guard ClassFolder.type(of: git) == .typeDirectory,
      let head = text(of: git.appending(path: "HEAD"))
    else { return nil }
    guard let match = head.wholeMatch(of: #/ref: (refs/heads/[^\s]+)/#) else { return hash(head) }
    let reference = String(match.1)
    if reference.split(separator: "/").contains("..") { return nil }
    if let own = text(of: git.appending(path: reference)) { return hash(own) }
    let packed = text(of: git.appending(path: "packed-refs")) ?? ""
    return packed.split(separator: "\n").lazy.compactMap { line in
      line.hasSuffix(" \(reference)") ? hash(String(line.prefix { $0 != " " })) : nil
    }.first
  }

  private static func hash(_ word: String) -> String? {
    word.wholeMatch(of: #/[0-9a-f]{40}|[0-9a-f]{64}/#).map { String($0.0) }
  }

  /// What a regular file of at most 1 MiB holds, without white space around it.
  private static func text(of file: URL) -> String? {
    guard let found = try? FileManager.default.attributesOfItem(atPath: file.path),
      found[.type] as? FileAttributeType == .typeRegular,
      let size = found[.size] as? Int, size <= 1 << 20,
      let text = try? String(contentsOf: file, encoding: .utf8)
    else { return nil }
    return text.trimmingCharacters(in: .whitespacesAndNewlines)
  }
}
