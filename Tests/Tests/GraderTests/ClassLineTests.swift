import Testing

@testable import Grader

@Suite struct ClassLineTests {
  @Test(arguments: [
    ("It rains.\nFor days.", "It rains."),
    ("swift build fails:\nerror: no room", "swift build fails: error: no room"),
    ("It says:", "It says:"), ("", ""),
  ])
  func `Why somebody was not judged is told in a line that says it`(
    reason: String, line: String
  ) {
    var grading = PlatformFormTests.grading(.notJudged)
    grading.handedIn?.reason = reason
    #expect(ClassLine(Ink(isColoured: false)).text(of: grading).contains("not judged: \(line)"))
    #expect(PlainText.firstLine(reason) == line)
  }
}
