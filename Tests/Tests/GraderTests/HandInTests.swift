import Foundation
import Referee
import TestSupport
import Testing

@testable import Grader

@Suite struct HandInTests {
  private func take(_ place: URL) async throws -> HandIn.Outcome {
    try await HandIn.take(place, for: try Root.workbook())
  }

  private func run(_ words: String..., in folder: URL) async throws {
    let program = try await Program.start(
      "/usr/bin/env", arguments: words, directory: folder.path)
    #expect(await program.exit(within: Patience.scaled(.seconds(60))) == .exited(0))
  }

  /// An archive of a folder's contents, by Python as everywhere.
  private func pack(_ folder: URL, _ name: String, _ format: String) async throws -> URL {
    let base = folder.deletingLastPathComponent().appending(path: name).path
    try await run(
      "python3", "-c", "import shutil, sys; shutil.make_archive(*sys.argv[1:])", base, format,
      folder.path, in: folder)
    let ending = ["zip": "zip", "tar": "tar", "gztar": "tar.gz"][format] ?? ""
    return URL(filePath: "\(base).\(ending)")
  }

  @Test(
    arguments: ["", "Start/", "clone/Start/", "my package/"], ["folder", "zip", "tar", "gztar"])
  func `It is found at the top or one level down, in a folder as in an archive`(
    path: String, form: String
  ) async throws {
    try await withTemporaryFolder { folder in
      let own = folder.appending(path: "own")
      for target in ["DataHub", "DataHubServer", "DataHubClient"] {
        try ClassSample.write("\(path)Sources/\(target)/a.swift", "// \(target)", into: own)
      }
      try ClassSample.write("\(path)Package.swift", "mine", into: own)
      let place = form == "folder" ? own : try await pack(own, "archive", form)
      guard case .taken(let handIn) = try await take(place) else {
        Issue.record("refused")
        return
      }
      #expect(
        handIn.sources.files.keys.sorted()
          == ["DataHub/a.swift", "DataHubClient/a.swift", "DataHubServer/a.swift"])
      #expect(handIn.unused == ["Package.swift (the workbook's own is used)"])
      #expect(handIn.digest.count == 64)
    }
  }

  @Test func `The sum of the sources is what sha256sum says, wherever they come from`() async throws
  {
    try await withTemporaryFolder { folder in
      let own = folder.appending(path: "own")
      try ClassSample.write("Sources/DataHub/b.swift", "2\n", into: own)
      try ClassSample.write("Sources/DataHub/a b.swift", "1\n", into: own)
      try ClassSample.write("Sources/DataHubServer/deep/é.swift", "3\n", into: own)
      let script = """
        cd "$1/Sources" && find . -type f | sed 's|^./||' | LC_ALL=C sort | tr '\\n' '\\0' \
          | xargs -0 sha256sum | sha256sum
        """
      let program = try await Program.start("/bin/sh", arguments: ["-c", script, "sh", own.path])
      #expect(await program.exit() == .exited(0))
      let expected = try #require(program.allLines(.stdout).first).text.prefix(64)
      for place in [own, try await pack(own, "archive", "zip")] {
        guard case .taken(let handIn) = try await take(place) else {
          Issue.record("refused")
          continue
        }
        #expect(handIn.digest == expected)
      }
    }
  }

  @Test func `What a learning platform wraps once more is found, and no more than that`()
    async throws
  {
    try await withTemporaryFolder { folder in
      let own = folder.appending(path: "own")
      try ClassSample.write("Start/Sources/DataHubServer/a.swift", "1.1", into: own)
      var place = try await pack(own, "inner", "zip")
      for (depth, isTaken) in [(1, true), (2, false)] {
        let wrapped = folder.appending(path: "wrapped \(depth)/in")
        try FileManager.default.createDirectory(at: wrapped, withIntermediateDirectories: true)
        try FileManager.default.moveItem(
          at: place, to: wrapped.appending(path: place.lastPathComponent))
        if depth == 1 {
          guard case .taken = try await take(wrapped) else {
            Issue.record("an archive in a folder is refused")
            return
          }
        }
        place = try await pack(wrapped, "outer", "zip")
        let outcome = try await take(place)
        if case .taken = outcome { #expect(isTaken) } else { #expect(!isTaken) }
      }
    }
  }

  @Test func `No link leads out of a submission, to a file, a folder or another one's package`()
    async throws
  {
    try await withTemporaryFolder { folder in
      let files = FileManager.default
      try ClassSample.write("ben/Start/Sources/DataHubServer/a.swift", "1.1", into: folder)
      try ClassSample.write("anna/x", "", into: folder)
      let anna = folder.appending(path: "anna")
      for (name, target) in [
        ("Start", "ben/Start"), ("Sources", "ben/Start/Sources"), ("clone", "ben"),
      ] {
        let link = anna.appending(path: name)
        try files.createSymbolicLink(
          at: link, withDestinationURL: folder.appending(path: target))
        guard case .refused = try await take(anna) else {
          Issue.record("\(name) is followed")
          return
        }
        try files.removeItem(at: link)
      }
      try ClassSample.write("Sources/DataHub/own.swift", "", into: anna)
      try files.createSymbolicLink(
        at: anna.appending(path: "Sources/DataHubServer"),
        withDestinationURL: folder.appending(path: "ben/Start/Sources/DataHubServer"))
      guard case .taken(let handIn) = try await take(anna) else {
        Issue.record("refused")
        return
      }
      #expect(Array(handIn.sources.files.keys) == ["DataHub/own.swift"])
      #expect(handIn.unused == ["Sources/DataHubServer (a link)"])
    }
  }

  @Test func `An archive that is made to do harm is refused in words, and so is what is none`()
    async throws
  {
    try await withTemporaryFolder { folder in
      try await run(
        "python3", "-c",
        """
        import zipfile
        with zipfile.ZipFile("out.zip", "w") as z:
            z.writestr("Sources/DataHub/a.swift", "1")
            z.writestr("../../escaped.swift", "1")
        """, in: folder)
      try ClassSample.write("text.zip", "no archive", into: folder)
      for (name, word) in [("out.zip", "leads out of it"), ("text.zip", "cannot be read")] {
        guard case .refused(let reason) = try await take(folder.appending(path: name)) else {
          Issue.record("\(name) is taken")
          continue
        }
        #expect(reason.contains(word))
      }
      let left = try FileManager.default.contentsOfDirectory(
        atPath: folder.deletingLastPathComponent().path)
      #expect(!left.contains("escaped.swift"))
    }
  }

  @Test func `Two packages are no submission, and the contract's change is named and not used`()
    async throws
  {
    try await withTemporaryFolder { folder in
      for name in ["a", "b"] {
        try ClassSample.write("two/\(name)/Sources/DataHub/a.swift", "", into: folder)
      }
      guard case .refused(let reason) = try await take(folder.appending(path: "two")) else {
        Issue.record("taken")
        return
      }
      #expect(reason == "there are several submissions in it: a, b")
      try ClassSample.write("one/Start/Sources/DataHub/a.swift", "", into: folder)
      try ClassSample.write("one/Protos/datahub.proto", "mine", into: folder)
      try ClassSample.write("one/.git/HEAD", "ref: refs/heads/main\n", into: folder)
      let commit = String(repeating: "0123456789", count: 4)
      try ClassSample.write("one/.git/refs/heads/main", "\(commit)\n", into: folder)
      guard case .taken(let handIn) = try await take(folder.appending(path: "one")) else {
        Issue.record("refused")
        return
      }
      #expect(handIn.unused.contains { $0.hasPrefix("Protos/datahub.proto (changed") })
      #expect(handIn.commit == commit)
    }
  }

  @Test(arguments: [
    ("ref: refs/heads/../../../secret", nil), ("ref: refs/heads/none", nil), ("nonsense", nil),
    ("ref: refs/heads/packed", "abcdef0123456789abcdef0123456789abcdef01"),
    ("abcdef0123456789abcdef0123456789abcdef01", "abcdef0123456789abcdef0123456789abcdef01"),
  ])
  func `A commit is read from regular files of the repository alone`(
    head: String, commit: String?
  ) async throws {
    try await withTemporaryFolder { folder in
      try ClassSample.write("clone/.git/HEAD", head, into: folder)
      try ClassSample.write("secret", "abcdef0123456789abcdef0123456789abcdef02", into: folder)
      try ClassSample.write(
        "clone/.git/packed-refs",
        "# pack-refs\nabcdef0123456789abcdef0123456789abcdef01 refs/heads/packed\n", into: folder)
      #expect(GitCommit.head(of: folder.appending(path: "clone")) == commit)
    }
  }
}
