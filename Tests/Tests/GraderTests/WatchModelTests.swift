import Testing

@testable import Grader

@Suite struct WatchModelTests {
  private static let checks: [CheckNumber] = ["1.1", "1.2", "2.1", "3.1"]

  /// A watch of exercise 1 that has begun its first grading.
  private func begun() -> WatchModel {
    var model = WatchModel(
      "Start", checks: Self.checks.map { Samples.check($0) }, selection: ["1.1", "1.2"])
    #expect(model.handle(.resized) == [.start(.grade(["1.1", "1.2"]), run: 1)])
    return model
  }

  /// One whose first grading is over.
  private func idle(_ results: CheckResult...) -> WatchModel {
    var model = begun()
    for result in results { _ = model.handle(.said(.judged(result), run: 1)) }
    #expect(model.handle(.ended(run: 1)) == [])
    return model
  }

  @Test func `A save while nothing runs starts once the files are at rest`() {
    var model = idle()
    #expect(model.handle(.sources(.changed(["a.swift"]))) == [])
    #expect(model.handle(.sources(.changed(["a.swift"]))) == [])
    #expect(model.handle(.sources(.settled)) == [.start(.grade(["1.1", "1.2"]), run: 2)])
    #expect(model.handle(.sources(.settled)) == [])
  }

  @Test func `A save ends what runs at once, and saves in quick succession start one run`() {
    var model = begun()
    #expect(model.handle(.sources(.changed(["a.swift"]))) == [.stop])
    #expect(model.handle(.sources(.changed(["b.swift"]))) == [])
    #expect(model.handle(.sources(.settled)) == [])
    #expect(model.handle(.sources(.changed(["a.swift"]))) == [])
    #expect(model.handle(.ended(run: 1)) == [])
    #expect(model.handle(.sources(.settled)) == [.start(.grade(["1.1", "1.2"]), run: 2)])
    #expect(model.handle(.ended(run: 2)) == [])
  }

  @Test func `What a run says after it was told to end, or is over, counts for nothing`() {
    var model = begun()
    _ = model.handle(.key(.letter("r")))
    _ = model.handle(.said(.judged(Samples.failed("1.1")), run: 1))
    _ = model.handle(.said(.text("interrupted"), run: 1))
    #expect(model.verdicts.isEmpty && model.texts.isEmpty)
    #expect(model.handle(.ended(run: 1)) == [.start(.grade(["1.1", "1.2"]), run: 2)])
    _ = model.handle(.said(.judged(Samples.failed("1.1")), run: 1))
    #expect(model.handle(.ended(run: 1)) == [])
    #expect(model.verdicts.isEmpty && model.run?.number == 2)
  }

  @Test(
    arguments: [
      ("r", ["1.1", "1.2"]), ("a", Self.checks), ("n", ["2.1"]), ("f", ["1.2", "2.1", "3.1"]),
    ] as [(Character, [CheckNumber])])
  func `A key grades what it says, now and at each save`(
    key: Character, numbers: [CheckNumber]
  ) {
    var model = idle(CheckResult(Samples.check("1.1"), .passed, seconds: 0))
    #expect(model.handle(.key(.letter(key))) == [.start(.grade(numbers), run: 2)])
    #expect(model.selection == numbers)
    #expect(model.handle(.sources(.changed(["a.swift"]))) == [.stop])
    _ = model.handle(.sources(.settled))
    #expect(model.handle(.ended(run: 2)) == [.start(.grade(numbers), run: 3)])
  }

  @Test func `The exercise after the last one is the first, and after all the first open one`() {
    var model = idle(CheckResult(Samples.check("1.1"), .passed, seconds: 0))
    for (run, exercise) in [(2, 2), (3, 3), (4, 1)] {
      _ = model.handle(.key(.letter("n")))
      #expect(Set(model.selection.map(\.exercise)) == [exercise])
      _ = model.handle(.ended(run: run))
    }
    _ = model.handle(.key(.letter("a")))
    _ = model.handle(.said(.judged(CheckResult(Samples.check("1.2"), .passed, seconds: 0)), run: 5))
    _ = model.handle(.ended(run: 5))
    _ = model.handle(.key(.letter("n")))
    #expect(model.selection == ["2.1"])
  }

  @Test func `The first that is wrong is reported, and what is not started only without one`() {
    let open = CheckResult(Samples.check("1.1"), .notStarted, seconds: 0)
    var model = idle(open, Samples.failed("1.2"))
    #expect(model.reported == "1.2")
    #expect(model.handle(.key(.letter("h"))) == [.findHint("1.2")])
    model = idle(open)
    #expect(model.reported == "1.1")
    _ = model.handle(.hint(["look there"]))
    #expect(model.pane == .hint(["look there"]))
    _ = model.handle(.sources(.changed([])))
    _ = model.handle(.sources(.settled))
    #expect(model.pane == .report && model.reported == nil)
  }

  @Test func `The page holds every check, judged or not`() {
    var model = WatchModel(
      "Start", checks: Check.all, selection: ["1.1"], verdicts: ["1.2": .passed])
    _ = model.handle(.resized)
    _ = model.handle(.said(.judged(Samples.failed()), run: 1))
    guard case .openPage(let results)? = model.handle(.key(.letter("o"))).first else {
      Issue.record("no page")
      return
    }
    #expect(results.map(\.number) == Check.all.map(\.number))
    #expect(results.prefix(3).map(\.verdict) == [.failed, .passed, .notRun])
    #expect(results[0].failure?.received == "it after 52 ms")
    _ = model.handle(.page(["there"]))
    #expect(model.pane == .hint(["there"]))
  }

  @Test func `Who passes everything is given no hint`() {
    var model = WatchModel(
      "Start", checks: [Samples.check("1.1")], selection: ["1.1"], verdicts: ["1.1": .passed])
    _ = model.handle(.resized)
    _ = model.handle(.key(.letter("h")))
    #expect(model.pane == .hint(["Nothing is left to hint at: every check is passed."]))
  }

  @Test func `A call is that of the report, is followed to its end, and left at a save`() {
    var failed = Samples.failed("1.1")
    failed.failure?.transcript = [
      "  0 ms  → HEADERS  stream 1  /datahub.Ingest/ExchangeDataPackages"
    ]
    var model = idle(failed)
    #expect(model.handle(.key(.letter("w"))) == [.start(.wire(.exchange, byClient: false), run: 2)])
    for number in 1...600 { _ = model.handle(.said(.text("\(number)"), run: 2)) }
    _ = model.handle(.waits("expected an end", run: 2))
    _ = model.handle(.ended(run: 2))
    guard case .call(.exchange, let lines) = model.pane else {
      Issue.record("no call is shown")
      return
    }
    #expect(lines.count == 500 && lines.last == "expected an end" && lines.first == "102")
    _ = model.handle(.sources(.changed([])))
    #expect(model.handle(.sources(.settled)) == [.start(.grade(["1.1", "1.2"]), run: 3)])
    #expect(model.pane == .report)
  }

  @Test func `Without a report a call is the exercise's, and the client's where its frames are`() {
    #expect(call(of: "1.1") == .wire(.getStream, byClient: false))
    #expect(call(of: "2.1") == .wire(.getStream, byClient: true))
    #expect(call(of: "3.1") == .wire(.sendStream, byClient: false))
    var failed = Samples.failed("3.1")
    failed.failure?.transcript = [
      "  0 ms  ← HEADERS  stream 1  /datahub.Ingest/SendDataPackagesStream"
    ]
    #expect(call(of: "3.1", failed) == .wire(.sendStream, byClient: true))
  }

  private func call(of selection: CheckNumber, _ result: CheckResult? = nil) -> WatchJob? {
    var model = WatchModel("Start", checks: [Samples.check(selection)], selection: [selection])
    _ = model.handle(.resized)
    if let result { _ = model.handle(.said(.judged(result), run: 1)) }
    _ = model.handle(.ended(run: 1))
    guard case .start(let job, _)? = model.handle(.key(.letter("w"))).first else {
      return nil
    }
    return job
  }

  @Test func `What keeps a grading from its work is shown when it ends without results`() {
    var model = begun()
    _ = model.handle(.waits("grade: the disk is full", run: 1))
    _ = model.handle(.ended(run: 1))
    #expect(model.texts == ["grade: the disk is full"])
  }

  @Test(arguments: [(Key.letter("q"), Int32(0)), (.end, 0), (.interrupt, 130)])
  func `It is quit at any moment`(key: Key, code: Int32) {
    var model = begun()
    #expect(model.handle(.key(key)) == [.quit(code)])
  }

  @Test func `The pane is moved, and never above its top`() {
    var model = idle()
    _ = model.handle(.key(.up))
    #expect(model.scroll == 0)
    _ = model.handle(.key(.pageDown))
    _ = model.handle(.key(.letter("k")))
    #expect(model.scroll == 9)
  }
}
