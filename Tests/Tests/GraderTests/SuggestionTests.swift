import Testing

@testable import Grader

@Suite struct SuggestionTests {
  @Test(arguments: [
    ("Strat", "Start"), ("start", "Start"), ("end", "End"), ("wrie", "wire"), ("wires", "wire"),
    ("answer", "answers"),
  ])
  func `A word that is nearly one of those is told which`(word: String, meant: String) {
    let words = ["Start", "End", "wire", "programs", "answers", "draw", "help"]
    #expect(Suggestion.text(for: word, among: words) == " Did you mean \"\(meant)\"?")
  }

  @Test(arguments: ["", "Nowhere", "/etc/passwd", "x", "../other"])
  func `What is near nothing is not guessed`(word: String) {
    #expect(Suggestion.text(for: word, among: ["Start", "End", "wire"]) == "")
  }

  @Test func `An exchange of neighbours is one mistake`() {
    #expect(Suggestion.distance("strat", "start") == 1)
    #expect(Suggestion.distance("", "end") == 3)
    #expect(Suggestion.distance("end", "end") == 0)
  }
}
