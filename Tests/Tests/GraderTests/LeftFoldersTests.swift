import Foundation
import TestSupport
import Testing

@testable import Grader

struct LeftFoldersTests {
  @Test func `What a killed grader left is removed by the next, and nothing else`() async throws {
    try await withTemporaryFolder { folder in
      let manager = FileManager.default
      let place = folder.appending(path: "folders")
      let left = ["tmp.abcdEFGH12", "tmp.0000000000"].map { folder.appending(path: $0) }
      let others = ["tmp.abcd", "own", "tmp.abcdEFGH12.d"].map { folder.appending(path: $0) }
      for one in left + others + [place] {
        try manager.createDirectory(at: one, withIntermediateDirectories: true)
      }
      try Data("content".utf8).write(to: left[0].appending(path: "file"))
      let noted = (left + others).map(\.path) + ["", "/", "tmp.abcdEFGH12"]
      try Data(noted.joined(separator: "\n").utf8).write(to: place.appending(path: "1.txt"))

      let list = try LeftFolders(in: place)
      #expect(left.filter { manager.fileExists(atPath: $0.path) } == [])
      #expect(others.filter { !manager.fileExists(atPath: $0.path) } == [])
      #expect(try manager.contentsOfDirectory(atPath: place.path) == ["\(getpid()).txt"])
      withExtendedLifetime(list) {}
    }
  }

  @Test func `What a grader has that still runs is not touched`() async throws {
    try await withTemporaryFolder { folder in
      let place = folder.appending(path: "folders")
      let list = try LeftFolders(in: place)
      let mine = folder.appending(path: "tmp.abcdEFGH12")
      try FileManager.default.createDirectory(at: mine, withIntermediateDirectories: true)
      list.note(mine.path)
      try FileManager.default.moveItem(
        at: place.appending(path: "\(getpid()).txt"), to: place.appending(path: "1.txt"))
      withExtendedLifetime(try? LeftFolders(in: place)) {}
      #expect(FileManager.default.fileExists(atPath: mine.path))
      withExtendedLifetime(list) {}
    }
  }
}
