import Foundation
import TestSupport
import Testing

@testable import Grader

@Suite struct StagingTests {
  @Test func `Only files that changed are written`() async throws {
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

  @Test func `Links and hidden files are no sources`() async throws {
    try await withTemporaryFolder { folder in
      let files = FileManager.default
      try Data().write(to: folder.appending(path: "a.swift"))
      try Data().write(to: folder.appending(path: ".hidden.swift"))
      try files.createSymbolicLink(
        at: folder.appending(path: "link.swift"), withDestinationURL: URL(filePath: "/etc/passwd"))
      #expect(try Array(SourceTree(reading: folder).files.keys) == ["a.swift"])
    }
  }

  @Test func `A folder is read the same by each of its names`() async throws {
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

  @Test func `The manifest is the workbook's, whatever a submission brings`() async throws {
    try await withTemporaryFolder { folder in
      for (path, text) in [
        ("Start/Package.swift", "a mistake"), ("End/Package.swift", "the workbook's"),
        ("Protos/Package.swift", "the contract"),
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

  @Test func `Every change of sources, contract, manifest or transport is another input`()
    async throws
  {
    try await withTemporaryFolder { folder in
      let manifest = folder.appending(path: "End/Package.swift")
      for path in ["Start", "End", "Protos/Sources", "Protos/Transport/Sources"] {
        try FileManager.default.createDirectory(
          at: folder.appending(path: path), withIntermediateDirectories: true)
      }
      try Data("1".utf8).write(to: manifest)
      try Data("1".utf8).write(to: folder.appending(path: "Start/Package.swift"))
      try Data("1".utf8).write(to: folder.appending(path: "Protos/Package.swift"))
      try Data("1".utf8).write(to: folder.appending(path: "Protos/Transport/Package.swift"))
      let workbook = try Workbook(root: folder)
      let sources = SourceTree(files: ["a": Data("bc".utf8)])
      let builder = Builder(workbook, transport: .nghttp2)
      var keys = [try builder.input(sources).name]
      keys.append(try builder.input(SourceTree(files: ["ab": Data("c".utf8)])).name)
      keys.append(try Builder(workbook, transport: .nio).input(sources).name)
      try Data("2".utf8).write(to: manifest)
      keys.append(try builder.input(sources).name)
      try Data("1".utf8).write(to: folder.appending(path: "Protos/Sources/x.swift"))
      keys.append(try builder.input(sources).name)
      #expect(Set(keys).count == 5)
      #expect(try builder.input(sources).name == keys[4])
    }
  }

  @Test func `Programs are found by all that they were made from, whatever its name`() async throws
  {
    try await withTemporaryFolder { folder in
      for path in ["Start", "Protos", "built"] {
        try FileManager.default.createDirectory(
          at: folder.appending(path: path), withIntermediateDirectories: true)
      }
      for path in ["Start/Package.swift", "Protos/Package.swift"] {
        try Data().write(to: folder.appending(path: path))
      }
      for name in BuiltPrograms.names {
        let file = folder.appending(path: "built/\(name)")
        try Data("#!/bin/sh\n".utf8).write(to: file)
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: file.path)
      }
      let store = ProgramStore(in: try Workbook(root: folder))
      var input = BuildInput()
      input.add(SourceTree(files: ["a": Data("b".utf8)]))
      let kept = try store.keep(folder.appending(path: "built"), of: input)
      #expect(store.programs(of: input) == kept)
      // Others that have the same name are easily made: here is one.
      try Data("other sources".utf8).write(to: kept.folder.appending(path: "made-from"))
      #expect(store.programs(of: input) == nil)
    }
  }

  @Test func `Parts that join to the same octets are not the same input`() {
    var (one, two) = (BuildInput(), BuildInput())
    one.add(SourceTree(files: ["a": Data("b".utf8), "c": Data("d".utf8)]))
    two.add(SourceTree(files: ["a": Data([0x62, 0xff, 0x63, 0xff, 0x64])]))
    #expect(one != two)
  }

  @Test func `Nothing of an earlier submission stays, hidden, linked or in a file's place`()
    async throws
  {
    try await withTemporaryFolder { folder in
      let manager = FileManager.default
      func place(_ path: String) -> URL { folder.appending(path: path) }
      try manager.createDirectory(
        at: place("Sources/a.swift/deep"), withIntermediateDirectories: true)
      try Data().write(to: place("Sources/.hidden.swift"))
      try manager.createSymbolicLink(
        at: place("Sources/link"), withDestinationURL: URL(filePath: "/etc"))
      try manager.createSymbolicLink(
        at: place("Sources/b.swift"), withDestinationURL: place("Sources/.hidden.swift"))
      let tree = SourceTree(
        files: ["Sources/a.swift": Data("1".utf8), "Sources/b.swift": Data("2".utf8)])
      try tree.write(to: folder)
      #expect(try SourceTree(reading: folder) == tree)
      #expect(
        try Set(manager.contentsOfDirectory(atPath: place("Sources").path))
          == ["a.swift", "b.swift"])
    }
  }

  @Test func `Regular Swift files of the targets are taken, and all else is named`() async throws {
    try await withTemporaryFolder { folder in
      let manager = FileManager.default
      let server = folder.appending(path: "Sources/DataHubServer")
      for path in ["Sources/Other", "Sources/DataHubServer/deep", "Sources/DataHubServer/x.swift"] {
        try manager.createDirectory(
          at: folder.appending(path: path), withIntermediateDirectories: true)
      }
      for name in [
        "a.swift", "deep/with space é.swift", "-x.swift", "b.c", ".c.swift", "new\nline.swift",
      ] {
        try Data(name.utf8).write(to: server.appending(path: name))
      }
      try manager.createSymbolicLink(
        at: server.appending(path: "link.swift"), withDestinationURL: URL(filePath: "/etc/passwd"))
      try manager.createSymbolicLink(
        at: folder.appending(path: "Sources/DataHub"), withDestinationURL: server)
      #expect(mkfifo(server.appending(path: "fifo.swift").path, 0o600) == 0)
      try Data("mine".utf8).write(to: folder.appending(path: "Package.swift"))

      let taken = SubmittedSources(reading: folder, manifest: Data("the workbook's".utf8))
      #expect(
        Set(taken.tree.files.keys) == [
          "DataHubServer/a.swift", "DataHubServer/deep/with space é.swift",
          "DataHubServer/-x.swift",
        ])
      #expect(
        Set(taken.unused) == [
          "Sources/DataHubServer/b.c (no Swift file)", "Sources/DataHubServer/.c.swift (hidden)",
          "Sources/DataHubServer/new\nline.swift (a name with control characters)",
          "Sources/DataHubServer/x.swift (a folder)", "Sources/DataHubServer/link.swift (a link)",
          "Sources/DataHubServer/fifo.swift (no file)", "Sources/DataHub (a link)",
          "Sources/Other (no target of the package)",
          "Package.swift (the workbook's own is used)",
        ])
    }
  }

  @Test func `A folder without the three targets is no submission`() throws {
    let workbook = try Root.workbook()
    #expect(throws: Trouble.self) {
      try Submission("Protos", in: workbook, current: workbook.root)
    }
    let end = try Submission("End", in: workbook, current: URL(filePath: "/tmp"))
    #expect(end.folder.path == workbook.root.path + "/End")
  }
}
