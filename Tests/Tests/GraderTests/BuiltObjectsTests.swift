import Foundation
import TestSupport
import Testing

@testable import Grader

struct BuiltObjectsTests {
  @Test(arguments: [true, false])
  func `Only what a build has finished is built upon`(hasSucceeded: Bool) async throws {
    try await withTemporaryFolder { folder in
      let place = folder.appending(path: "debug/DataHubServer.build")
      let object = place.appending(path: "EgressService.swift.o")
      let other = place.appending(path: "output-file-map.json")
      try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
      let objects = BuiltObjects(scratchFolder: folder)

      objects.begin()
      try Data().write(to: object)
      try Data().write(to: other)
      if hasSucceeded { objects.succeed() }

      objects.begin()
      #expect(FileManager.default.fileExists(atPath: object.path) == hasSucceeded)
      #expect(FileManager.default.fileExists(atPath: other.path))
      // That build has not ended yet.
      objects.begin()
      #expect(!FileManager.default.fileExists(atPath: object.path))
    }
  }
}
