import Foundation
import TestSupport
import Testing

@testable import Grader

@Suite struct ClassMergeTests {
  private static let silent = Console(reader: { _ in })
  private static let ids = (1...12).map { "student\($0)" }

  private func judge(
    _ sample: ClassSample, shard: String?, into name: String
  ) async throws {
    var run = try sample.run(into: name)
    run.shard = shard.flatMap { Shard($0) }
    run.results = sample.folder.appending(path: name)
    _ = try await run.run()
  }

  private func sample(in folder: URL) throws -> ClassSample {
    let sample = ClassSample(folder: folder)
    for (place, id) in Self.ids.enumerated() {
      try sample.handIn(id, ["1.1", "1.1 1.2", "broken"][place % 3])
    }
    return sample
  }

  @Test func `Shards joined are the class that one machine judged`() async throws {
    try await withTemporaryFolder { folder in
      let sample = try sample(in: folder)
      try await judge(sample, shard: nil, into: "whole")
      var judged: [String] = []
      for shard in ["1/3", "2/3", "3/3"] {
        let part = ClassSample(folder: folder)
        try await judge(part, shard: shard, into: "part\(shard.first ?? "0")")
        judged += part.log.judged
        #expect(part.log.judged.count < Self.ids.count)
      }
      #expect(judged.sorted() == Self.ids.sorted())
      let merge = MergeRun(
        workbook: try Root.workbook(), parts: (1...3).map { folder.appending(path: "part\($0)") },
        into: folder.appending(path: "all"), console: Self.silent)
      #expect(try merge.run() == 0)
      let names = try FileManager.default.subpathsOfDirectory(
        atPath: folder.appending(path: "whole").path
      ).filter { $0.contains(".") && !$0.hasSuffix(".lock") }
      #expect(names.count > Self.ids.count)
      for name in names {
        #expect(try sample.text(name, in: "all") == sample.text(name, in: "whole"), "\(name)")
      }
    }
  }

  @Test func `Doubles are refused, those who are missing are named, strangers are not joined`()
    async throws
  {
    try await withTemporaryFolder { folder in
      let sample = try sample(in: folder)
      try await judge(sample, shard: "1/2", into: "one")
      try await judge(sample, shard: "1/2", into: "two")
      let into = folder.appending(path: "all")
      func merge(_ names: String..., console: Console = Self.silent) throws -> Int32 {
        try MergeRun(
          workbook: Root.workbook(), parts: names.map { folder.appending(path: $0) }, into: into,
          console: console
        )
        .run()
      }
      #expect(throws: Trouble.self) { try merge("one", "two") }
      #expect(throws: Trouble.self) { try merge("one", "nowhere") }
      #expect(!FileManager.default.fileExists(atPath: into.path))
      let lines = ClassSample.Log()
      let console = Console { if case .text(let line) = $0 { lines.add(line) } }
      #expect(try merge("one", console: console) == 2)
      let missing = Self.ids.filter { Shard("2/2")?.holds($0) == true }.map { "missing  \($0)" }
      #expect(Set(missing).isSubset(of: lines.judged))
      #expect(!missing.isEmpty)
      var run = try sample.run(into: "other")
      run.checks.removeLast()
      run.shard = Shard("2/2")
      _ = try await run.run()
      #expect(throws: Trouble.self) { try merge("one", "other") }
    }
  }

  @Test func `A shard holds about its part, and a new student moves nobody`() {
    let ids = (1...300).map { "student \($0)" }
    for count in [1, 2, 3, 7] {
      let shards = (1...count).compactMap { Shard("\($0)/\(count)") }
      let sizes = shards.map { shard in ids.count { shard.holds($0) } }
      #expect(sizes.reduce(0, +) == 300)
      #expect(sizes.allSatisfy { $0 > 300 / count / 2 })
    }
    for text in ["0/3", "4/3", "1", "1/0", "a/b", "-1/3", "1/2/3", ""] {
      #expect(Shard(text) == nil, "\(text)")
    }
  }
}
