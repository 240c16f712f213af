internal import Foundation

/// What the compiler has made of a submission's files. After a build that failed it does not know
/// which of them fit together: a file may have been compiled beside another one that is not there any
/// more, and is not compiled again. So only what a build has finished is built upon.
struct BuiltObjects: Sendable {
  let scratchFolder: URL

  /// There while the last build has succeeded.
  private var note: URL { scratchFolder.appending(path: "submission.whole") }

  /// Forgets what a build has left that did not succeed, or did not end.
  func begin() {
    let manager = FileManager.default
    if !manager.fileExists(atPath: note.path) {
      for target in SubmittedSources.targets {
        let folder = scratchFolder.appending(path: "debug/\(target).build")
          .resolvingSymlinksInPath()
        let names = (try? manager.contentsOfDirectory(atPath: folder.path)) ?? []
        // The compiler's own account of what is current; without it, all is compiled.
        for name in names where name.hasSuffix(".priors") || name.hasSuffix(".o") {
          try? manager.removeItem(at: folder.appending(path: name))
        }
      }
    }
    try? manager.removeItem(at: note)
  }

  func succeed() { try? Data().write(to: note) }
}
