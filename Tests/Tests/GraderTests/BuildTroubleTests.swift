import Testing

@testable import Grader

@Suite struct BuildTroubleTests {
  @Test(arguments: [
    ("error: cannot use bare repository '/w' (safe.bareRepository is 'explicit')", "safe.bareRepo"),
    ("fatal: detected dubious ownership in repository at '/w'", "another user"),
    ("error: unable to write '/w/x': No space left on device", "disk is full"),
    ("fatal: unable to access 'https://x': Could not resolve host: x", "cannot be fetched"),
    ("error: open(/w/.build/x): Read-only file system", "cannot be written"),
  ])
  func `Trouble outside of the submission is named`(line: String, words: String) throws {
    let trouble = try #require(BuildTrouble.known(in: ["x", line]))
    #expect(trouble.what.contains(words) && trouble.what.contains(line))
  }

  @Test func `What is not known is not guessed`() {
    #expect(BuildTrouble.known(in: ["error: surprise"]) == nil)
  }
}
