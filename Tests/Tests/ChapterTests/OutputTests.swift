import Grader
import Testing

/// What a page shows as output is what the command prints.
@Suite(.serialized) struct OutputTests {
  @Test(arguments: Chapter.pages)
  func `Each quoted output is what its command prints`(page: Page) async throws {
    for block in page.blocks where block.language == "console" {
      if block.commands.isEmpty {
        complain(page.path, block.line, "a console block with no $ line")
      }
      for (command, line, said) in block.commands where !said.allSatisfy({ $0.isEmpty }) {
        if let source = block.source, source.hasSuffix(".txt") {
          guard let text = Chapter.text(source) else {
            complain(page.path, block.line, "there is no file \(source)")
            continue
          }
          let quoted = GoldenReport(block.lines.dropFirst().joined(separator: "\n"))
          if quoted != GoldenReport(text) {
            complain(page.path, line, "the report in \(source) is another one:\n\(text)")
          }
        } else {
          let printed = try await ShownCommand(command, to: block.source).output()
          let isSame =
            command.hasPrefix("Tests/grade wire")
            ? WireOutput(said).matches(WireOutput(printed)) : Output(said).matches(Output(printed))
          if !isSame {
            complain(
              page.path, line,
              "`\(command)` prints something else:\n" + printed.joined(separator: "\n"))
          }
        }
      }
    }
  }

  @Test(arguments: Chapter.pages)
  func `Each command that a page tells to type exists`(page: Page) {
    for block in page.blocks where ["console", "sh"].contains(block.language) {
      let commands =
        block.language == "sh"
        ? block.lines.enumerated().map { ($1, block.line + 1 + $0) }
        : block.commands.map { ($0.command, $0.line) }
      for (command, line) in commands where !ShownCommand(command, to: nil).isKnown {
        complain(page.path, line, "a command that no test knows: \(command)")
      }
    }
  }

  @Test func `What differs from run to run is masked, and nothing else`() {
    let said = Output(["  12 ms  → PING", "…", "6f1c2a9e-0d53-4a5e-9c55-1f6de1b6a1b7", "3 of 3"])
    let guid = "6F1C2A9E-0d53-4a5e-9c55-1f6de1b6a1b8"
    #expect(said.matches(Output([" 128 ms  → PING", "x", "y", guid, guid, "3 of 3", ""])))
    #expect(said.matches(Output([" 128 ms  → PING", guid, "3 of 3"])))
    #expect(!said.matches(Output([" 128 ms  ← PING", guid, "3 of 3"])))
    #expect(!said.matches(Output([" 128 ms  → PING", guid, "3 of 4"])))
  }

  @Test func `Frames are compared in the order of their direction`() {
    let log = " 2 ms  · server stderr  2026-11-23T02:33:48+0000 info\n                 count=3"
    let said = [" 1 ms  → A", " 2 ms  ← B", " 2 ms  → C"]
    let printed = WireOutput([" 1 ms  → A", " 1 ms  → C", log, " 9 ms  ← B"])
    #expect(WireOutput(said + ["…"]).matches(printed))
    #expect(!WireOutput(said).matches(printed))
    #expect(!WireOutput([said[2], said[0], "…"]).matches(printed))
  }
}
