import Foundation
import Synchronization
import TestSupport
import Testing

@testable import Grader

/// What a watch hears: keys, saves, and the lines of gradings.
@Suite struct WatchInputTests {
  @Test func `Keys are told, also when their octets come one by one`() {
    let octets = Array("rQ \u{1b}[A\u{1b}OB\u{1b}[5~\u{1b}[6~\u{3}\u{4}é\u{1b}h\u{1b}[1;5Cn".utf8)
    let keys: [Key] = [
      .letter("r"), .letter("q"), .pageDown, .up, .down, .pageUp, .pageDown, .interrupt, .end,
      .letter("h"), .letter("n"),
    ]
    var whole = KeyDecoder()
    #expect(whole.keys(in: octets) == keys)
    var parts = KeyDecoder()
    #expect(octets.flatMap { parts.keys(in: [$0]) } == keys)
  }

  @Test func `A save in place, by rename, a file added and one removed are told, and then rest`()
    async throws
  {
    try await withTemporaryFolder { folder in
      let sources = folder.appending(path: "Sources/DataHub")
      try FileManager.default.createDirectory(at: sources, withIntermediateDirectories: true)
      func write(_ text: String, _ name: String) throws {
        try Data(text.utf8).write(to: sources.appending(path: name))
      }
      try write("a", "A.swift")
      let told = Mutex<[SourceWatch.Event]>([])
      let watch = SourceWatch(folder) { event in told.withLock { $0.append(event) } }
      func look(_ change: () throws -> Void) rethrows -> [SourceWatch.Event] {
        told.withLock { $0 = [] }
        try change()
        for _ in 1...3 { watch.look() }
        return told.withLock(\.self)
      }
      let changed = SourceWatch.Event.changed(["DataHub/A.swift"])
      #expect(look {} == [])
      #expect(try look { try write("ab", "A.swift") } == [changed, .settled])
      #expect(
        try look {
          try write("ac", ".A.swift.tmp")
          let (from, to) = (".A.swift.tmp", "A.swift")
          _ = rename(sources.appending(path: from).path, sources.appending(path: to).path)
        } == [changed, .settled])
      #expect(
        try look { try write("", "B.swift") } == [.changed(["DataHub/B.swift"]), .settled])
      #expect(
        try look { try FileManager.default.removeItem(at: sources.appending(path: "B.swift")) }
          == [.changed(["DataHub/B.swift"]), .settled])
      #expect(
        try look {
          for name in [".hidden.swift", "A.swift~", "notes.txt"] { try write("", name) }
        } == [])
      #expect(
        try look { try FileManager.default.removeItem(at: folder.appending(path: "Sources")) }
          == [changed, .settled])
    }
  }

  @Test func `A watch tells a save by itself, for as long as it lives`() async throws {
    try await withTemporaryFolder { folder in
      let sources = folder.appending(path: "Sources/DataHubServer")
      try FileManager.default.createDirectory(at: sources, withIntermediateDirectories: true)
      let (events, sender) = AsyncStream.makeStream(of: SourceWatch.Event.self)
      let watch = SourceWatch(folder) { sender.yield($0) }
      watch.start()
      try Data().write(to: sources.appending(path: "A.swift"))
      var told: [SourceWatch.Event] = []
      for await event in events {
        told.append(event)
        if told.count == 2 { break }
      }
      #expect(told == [.changed(["DataHubServer/A.swift"]), .settled])
      withExtendedLifetime(watch) {}
    }
  }

  @Test func `What a grading tells survives its way, however long`() throws {
    var long = Samples.failed("1.1", received: String(repeating: "\"é", count: 20_000))
    long.failure?.transcript = Array(repeating: String(repeating: "x", count: 80), count: 300)
    let events: [GradingEvent] = [
      .judging("1.2"), .text(Samples.hostile), .judged(Samples.failed()), .judged(long),
      .text(String(repeating: "y", count: 40_000)),
    ]
    for event in events {
      #expect(event.line.utf8.count < 16_384)
      #expect(!event.line.contains("\n"))
      let read = try #require(GradingEvent(line: event.line))
      switch (event, read) {
      case (.judged(let sent), .judged(let got)):
        #expect(sent.number == got.number && sent.verdict == got.verdict)
        #expect(got.failure?.received.isEmpty == false)
      case (.text(let sent), .text(let got)): #expect(sent.prefix(100) == got.prefix(100))
      default: #expect(event == read)
      }
    }
    #expect(GradingEvent(line: "✓ 1.1 the first package arrives at once") == nil)
  }
}
