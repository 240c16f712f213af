import Synchronization
import Testing

@testable import Grader

@Suite struct StatusLineTests {
  /// What is written.
  private final class Screen: Sendable {
    let text = Mutex("")
    func line(isLive: Bool) -> StatusLine {
      StatusLine(isLive: isLive) { text in self.text.withLock { $0 += text } }
    }
  }

  @Test func `Count, clock and what is done are shown, and cut to the width`() {
    func text(_ step: String, _ seconds: Int, width: Int = 80) -> String {
      StatusLine.text("building Start", step: step, seconds: seconds, width: width)
    }
    #expect(
      text("[212/560] Compiling NIOCore Channel.swift", 34)
        == "building Start [212/560] 34 s  Compiling NIOCore Channel.swift")
    #expect(text("Fetching swift-nio", 3) == "building Start 3 s  Fetching swift-nio")
    #expect(text("", 75) == "building Start 1 min 15 s")
    let narrow = text("[212/560] Compiling NIOCore Channel.swift", 34, width: 50)
    #expect(narrow == "building Start [212/560] 34 s  Compiling NIOCore…")
    #expect(narrow.count < 50)
    #expect(!text("[1/2] Compiling a\u{1b}[2J.swift", 1).contains("\u{1b}"))
  }

  @Test func `Which checks are under way is told in their order`() throws {
    let checks = try ["7.7", "1.1", "7.3"].map { name in
      try #require(Check.all.first { "\($0.number)" == name })
    }
    var underWay = ChecksUnderWay()
    var words = checks.map { underWay.words(after: .judging($0.number)) }
    words.append(underWay.words(after: .judged(CheckResult(checks[0], .passed, seconds: 1))))
    #expect(words == ["7.7", "1.1 7.7", "1.1 7.3 7.7", "1.1 7.3"])
    #expect(
      StatusLine.text("judging", step: words[3], seconds: 12, width: 80) == "judging 12 s  1.1 7.3")
  }

  @Test func `Without a terminal there is a line at least every 15 s`() {
    let screen = Screen()
    let status = screen.line(isLive: false)
    for second in 1...47 { status.show("building Start", step: "[1/9] x", seconds: second) }
    status.hide()
    let lines = [5, 15, 30, 45].map { "building Start [1/9] \($0) s  x\n" }
    #expect(screen.text.withLock { $0 } == lines.joined())
  }

  @Test func `In a terminal one line is written over, and taken away`() {
    let screen = Screen()
    let status = screen.line(isLive: true)
    status.hide()
    for second in 1...2 { status.show("building Start", step: "", seconds: second) }
    status.hide()
    status.hide()
    #expect(
      screen.text.withLock { $0 }
        == "\r\u{1b}[Kbuilding Start 1 s\r\u{1b}[Kbuilding Start 2 s\r\u{1b}[K")
  }
}
