import Foundation
import TestSupport
import Testing

@testable import Grader

@Suite struct ClassFolderTests {
  /// A folder of empty folders and files: a name that ends with `/` is a folder's.
  private func withFolder(
    _ names: [String], _ body: (URL) throws -> Void
  ) async throws {
    try await withTemporaryFolder { folder in
      for name in names {
        if name.hasSuffix("/") {
          try FileManager.default.createDirectory(
            at: folder.appending(path: name), withIntermediateDirectories: true)
        } else {
          try ClassSample.write(name, "", into: folder)
        }
      }
      try body(folder)
    }
  }

  @Test func `Folders and archives are submissions, and all else is named`() async throws {
    let names = [
      "anna/", "ben.zip", "carl.tar.gz", "dora.TGZ", "emil.tar", "fay.zip/", "gus/", "gus.zip",
      "README.md", ".hidden/", "results/",
    ]
    try await withFolder(names) { folder in
      try FileManager.default.createSymbolicLink(
        at: folder.appending(path: "link"), withDestinationURL: folder.appending(path: "anna"))
      let found = try ClassFolder(reading: folder, results: folder.appending(path: "results"))
      #expect(
        found.members.map(\.id)
          == ["anna", "ben", "carl", "dora", "emil", "fay.zip", "gus", "gus.zip"])
      #expect(
        found.remarks == ["README.md (no folder, .zip, .tar or .tar.gz)", "link (a link)"])
    }
    #expect(throws: Trouble.self) { try ClassFolder(reading: URL(filePath: "/nowhere at all")) }
  }

  @Test func `A roster names its students by folders or what those begin with`() async throws {
    let roster = """
      \u{feff}ID,Name,email,folder\r
      7,"Ann, A.",ann@uni.edu,ann\r
      8,Anna,anna@uni.edu,anna\r
      9,Ben,,\r
      10,Carl,,carl\r
      """
    let names = ["ann_123_file/", "anna_124.zip", "9/", "stranger/", "carl-1/", "carl-2/"]
    try await withFolder(names) { folder in
      let found = try ClassFolder(reading: folder, roster: try Roster(roster, of: "roster.csv"))
      let members = Dictionary(found.members.map { ($0.id, $0) }, uniquingKeysWith: { $1 })
      #expect(Set(members.keys) == ["7", "8", "9", "10", "stranger"])
      #expect(members["7"]?.place?.lastPathComponent == "ann_123_file")
      #expect(members["7"]?.name == "Ann, A.")
      #expect(members["8"]?.place?.lastPathComponent == "anna_124.zip")
      #expect(members["9"]?.place?.lastPathComponent == "9")
      #expect(members["10"]?.place == nil)
      #expect(members["10"]?.doubt?.contains("carl-1, carl-2") == true)
      #expect(members["stranger"]?.isEnrolled == false)
      #expect(found.remarks == ["stranger (judged, but not on the roster)"])
    }
    for text in ["name,email\nx,y", "id\na\na", ""] {
      #expect(throws: Trouble.self, "\(text)") { try Roster(text, of: "roster.csv") }
    }
  }

  @Test func `Who is on the roster and handed nothing in is told so, and has no points`()
    async throws
  {
    try await withTemporaryFolder { folder in
      let sample = ClassSample(folder: folder)
      try sample.handIn("anna", "1.1")
      let run = try sample.run(roster: "id,name\nanna,Anna\nben,Ben\n")
      #expect(try await run.run() == 0)
      #expect(try sample.grading(of: "ben").handedIn?.outcome == .noSubmission)
      #expect(try sample.cells("moodle.csv").map { $0[2] } == ["DataHub", "1", "0"])
    }
  }
}
