import Foundation
import TestSupport
import Testing

@testable import Grader

@Suite struct StagingTests {
  @Test func `only files that changed are written`() async throws {
    try await withTemporaryFolder { folder in
      let (a, b, c) = ("Sources/a.swift", "Sources/b.swift", "Sources/deep/c.swift")
      try SourceTree(files: [a: Data("1".utf8), b: Data("2".utf8)]).write(to: folder)
      let old = Date(timeIntervalSince1970: 1_000_000)
      for path in [a, b] {
        try FileManager.default.setAttributes(
          [.modificationDate: old], ofItemAtPath: folder.appending(path: path).path)
      }
      try SourceTree(files: [a: Data("1".utf8), c: Data("3".utf8)]).write(to: folder)
      let kept = try FileManager.default.attributesOfItem(
        atPath: folder.appending(path: a).path)[.modificationDate]
      #expect(kept as? Date == old)
      #expect(try Set(SourceTree(reading: folder).files.keys) == [a, c])
    }
  }

  @Test func `links and hidden files are no sources`() async throws {
    try await withTemporaryFolder { folder in
      let files = FileManager.default
      try Data().write(to: folder.appending(path: "a.swift"))
      try Data().write(to: folder.appending(path: ".hidden.swift"))
      try files.createSymbolicLink(
        at: folder.appending(path: "link.swift"), withDestinationURL: URL(filePath: "/etc/passwd"))
      #expect(try Array(SourceTree(reading: folder).files.keys) == ["a.swift"])
    }
  }

  @Test func `a folder is read the same by each of its names`() async throws {
    try await withTemporaryFolder { folder in
      let sources = folder.appending(path: "real")
      try SourceTree(files: ["a.swift": Data(), "deep/b.swift": Data()]).write(to: sources)
      let hidden = sources.appending(path: ".build")
      try SourceTree(files: ["c.swift": Data(), "deep/d.swift": Data()]).write(to: hidden)
      let link = folder.appending(path: "a link to it")
      try FileManager.default.createSymbolicLink(at: link, withDestinationURL: sources)
      for name in [sources, link, folder.appending(path: "real/deep/..")] {
        #expect(try SourceTree(reading: name).files.keys.sorted() == ["a.swift", "deep/b.swift"])
      }
    }
  }

  @Test func `the manifest is the workbook's, whatever a submission brings`() async throws {
    try await withTemporaryFolder { folder in
      for (path, text) in [
        ("Start/Package.swift", "the workbook's"), ("Protos/Package.swift", "the contract"),
        ("mine/Package.swift", "a trick"), ("mine/Sources/Package.swift", "another"),
        ("mine/Sources/DataHub/a.swift", ""),
      ] {
        let url = folder.appending(path: path)
        try FileManager.default.createDirectory(
          at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: url)
      }
      let builder = Builder(try Workbook(root: folder), transport: .nghttp2)
      try builder.stage(SourceTree(reading: folder.appending(path: "mine/Sources")))
      let staged = try SourceTree(reading: builder.stagingFolder)
      #expect(staged.files["Package.swift"] == Data("the workbook's".utf8))
      #expect(
        Set(staged.files.keys)
          == ["Package.swift", "Sources/Package.swift", "Sources/DataHub/a.swift"])
    }
  }

  @Test func `every change of sources, contract, manifest or transport has a key of its own`()
    async throws
  {
    try await withTemporaryFolder { folder in
      let manifest = folder.appending(path: "Start/Package.swift")
      for path in ["Start", "Protos/Sources", "Protos/Transport/Sources"] {
        try FileManager.default.createDirectory(
          at: folder.appending(path: path), withIntermediateDirectories: true)
      }
      try Data("1".utf8).write(to: manifest)
      try Data("1".utf8).write(to: folder.appending(path: "Protos/Package.swift"))
      try Data("1".utf8).write(to: folder.appending(path: "Protos/Transport/Package.swift"))
      let workbook = try Workbook(root: folder)
      let sources = SourceTree(files: ["a": Data("bc".utf8)])
      let builder = Builder(workbook, transport: .nghttp2)
      var keys = [try builder.key(of: sources)]
      keys.append(try builder.key(of: SourceTree(files: ["ab": Data("c".utf8)])))
      keys.append(try Builder(workbook, transport: .nio).key(of: sources))
      try Data("2".utf8).write(to: manifest)
      keys.append(try builder.key(of: sources))
      try Data("1".utf8).write(to: folder.appending(path: "Protos/Sources/x.swift"))
      keys.append(try builder.key(of: sources))
      #expect(Set(keys).count == 5)
      #expect(try builder.key(of: sources) == keys[4])
    }
  }

  @Test func `a folder without the three targets is no submission`() throws {
    let workbook = try Root.workbook()
    #expect(throws: Trouble.self) {
      try Submission("Protos", in: workbook, current: workbook.root)
    }
    let end = try Submission("End", in: workbook, current: URL(filePath: "/tmp"))
    #expect(end.folder.path == workbook.root.path + "/End")
  }
}
