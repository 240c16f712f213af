import Testing

@testable import Grader

@Suite struct WatchScreenTests {
  private func model(_ results: [CheckResult] = [Samples.failed("1.1")]) -> WatchModel {
    var model = WatchModel("a/My Start", checks: Check.all, selection: Check.all.map(\.number))
    _ = model.handle(.resized)
    for result in results { _ = model.handle(.said(.judged(result), run: 1)) }
    return model
  }

  private func lines(
    _ model: WatchModel, columns: Int = 80, rows: Int = 24, coloured: Bool = false, scroll: Int = 0
  ) -> [String] {
    var scroll = scroll
    let report = TextReport(ink: Ink(isColoured: coloured))
    let size = WatchTerminal.Size(columns: columns, rows: rows)
    return WatchScreen(model: model, size: size, report: report).lines(scroll: &scroll)
  }

  @Test(arguments: [(80, 24), (60, 24), (120, 50), (20, 4), (1, 1), (200, 100), (80, 2)])
  func `It fills the terminal, and no line is wider`(columns: Int, rows: Int) {
    let lines = lines(model(), columns: columns, rows: rows)
    #expect(lines.count == rows)
    #expect(lines.allSatisfy { $0.count <= columns })
  }

  @Test func `It shows all exercises, what goes on, the report and the keys`() {
    var model = model()
    _ = model.handle(.said(.judging("1.2"), run: 1))
    _ = model.handle(.tick)
    let lines = lines(model)
    #expect(lines[0] == "My Start: 0 of \(Check.all.count) checks passed   watching all")
    #expect(lines[1].hasPrefix("1 Server streaming: the server   ✗ ▸ · "))
    for exercise in Exercise.all {
      #expect(lines.contains { $0.hasPrefix("\(exercise.number) \(exercise.title)  ") })
    }
    #expect(lines.contains("judging 1.2 1 s"))
    #expect(lines.contains { $0.hasPrefix("✗ 1.1 ") })
    #expect(lines.last?.hasPrefix("r again  a all  n next exercise") == true)
  }

  @Test func `A report that is longer than its room says so, and is read to its end`() {
    var model = model()
    model.pane = .hint((1...100).map { "line \($0)" })
    let first = lines(model)
    let room = first.count { $0.hasPrefix("line ") } + 1
    #expect(first.contains("… \(100 - room + 1) more lines: ↓, space"))
    var scroll = 1_000
    let size = WatchTerminal.Size(columns: 80, rows: 24)
    let last = WatchScreen(model: model, size: size, report: TextReport()).lines(scroll: &scroll)
    #expect(scroll == 100 - room)
    #expect(last[last.count - 2] == "line 100")
  }

  @Test func `What a small screen cannot hold of a report is its frames`() {
    var failed = Samples.failed("1.1")
    failed.failure?.transcript = (1...30).map { "    \($0) ms  → DATA" }
    let (small, large) = (lines(model([failed])), lines(model([failed]), rows: 60))
    for word in ["  expected  ", "  received  ", "  try       ", "  again     "] {
      #expect(small.contains { $0.hasPrefix(word) })
    }
    let order = large.filter { $0.hasPrefix("    1 ms") || $0.hasPrefix("  expected") }
    #expect(order.first?.hasPrefix("    1 ms") == true && order.count == 2)
  }

  @Test func `What programs said moves no cursor`() {
    var hostile = Samples.failed("1.1", received: Samples.hostile)
    hostile.sentence = "it is so"
    for line in lines(model([hostile]), rows: 60) {
      #expect(line.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7f })
    }
  }

  @Test func `A line that is too wide goes on in the next row`() {
    let line = "  read      Exercises/01-server-streaming-server.md, step 2"
    #expect(Columns.folded(line, to: 80) == [line])
    #expect(
      Columns.folded(line, to: 54)
        == ["  read      Exercises/01-server-streaming-server.md,", "    step 2"])
    #expect(
      Columns.folded(String(repeating: "x", count: 45), to: 21)
        == [String(repeating: "x", count: 21)]
        + ["  " + String(repeating: "x", count: 19), "  xxxxx"])
    for width in 21...90 {
      for row in Columns.folded("\u{1b}[1mread\u{1b}[0m 日本 " + line, to: width) {
        #expect(Columns.clipped(row, to: width) == row)
      }
    }
  }

  @Test func `Every key has its word, however narrow the terminal`() {
    for columns in [60, 80, 120] {
      let keys = lines(model(), columns: columns).last ?? ""
      for word in [
        "r again", "a all", "n next", "f failed", "h hint", "w wire", "o open", "q quit",
      ] {
        #expect(keys.contains(word), "\(columns)")
      }
    }
  }

  @Test func `Colours take no room, and end where a line is cut`() {
    #expect(Columns.clipped("\u{1b}[1mabc\u{1b}[0m", to: 3) == "\u{1b}[1mabc\u{1b}[0m")
    #expect(Columns.clipped("\u{1b}[1mabcd\u{1b}[0m", to: 3) == "\u{1b}[1mab…\u{1b}[0m")
    #expect(Columns.clipped("日本語", to: 6) == "日本語")
    #expect(Columns.clipped("日本語", to: 5) == "日本…")
    #expect(Columns.clipped("abc", to: 0) == "")
  }
}
