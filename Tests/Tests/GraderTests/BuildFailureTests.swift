import Testing

@testable import Grader

@Suite struct BuildFailureTests {
  private static let folder = "/w/.submission"

  @Test(arguments: [
    ("error: cannot use bare repository '/w' (safe.bareRepository is 'explicit')", "safe.bareRepo"),
    ("fatal: detected dubious ownership in repository at '/w'", "another user"),
    ("error: unable to write '/w/x': No space left on device", "disk is full"),
    ("fatal: unable to access 'https://x': Could not resolve host: x", "cannot be fetched"),
    ("error: open(/w/.build/x): Read-only file system", "cannot be written"),
  ])
  func `Trouble outside of the submission is named`(line: String, words: String) throws {
    guard case .outside(let trouble) = BuildFailure(["x", line], folder: Self.folder) else {
      Issue.record("\(line) is no trouble")
      return
    }
    #expect(trouble.what.contains(words) && trouble.what.contains(line))
  }

  @Test func `An error in the submission's files is theirs, whatever it says`() {
    let line = "/w/.submission/Sources/DataHub/a.swift:1:2: error: No space left on device"
    #expect(
      BuildFailure([line], folder: Self.folder)
        == .sources(["Sources/DataHub/a.swift:1:2: error: No space left on device"]))
  }

  @Test func `What is not known is not guessed`() {
    #expect(BuildFailure(["error: surprise"], folder: Self.folder) == .unknown)
  }
}
