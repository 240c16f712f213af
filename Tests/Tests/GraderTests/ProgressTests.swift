import Foundation
import TestSupport
import Testing

@testable import Grader

@Suite struct ProgressTests {
  private func results(_ verdicts: KeyValuePairs<CheckNumber, Verdict>) -> [CheckResult] {
    verdicts.map { CheckResult(Samples.check($0), $1, seconds: 0) }
  }

  @Test func `The first run changes nothing, and the next one tells what it changed`() {
    var progress = Progress()
    let first = results(["1.1": .passed, "1.2": .failed, "1.3": .notStarted])
    #expect(progress.record(first, of: "Start", at: "1") == nil)
    let second = results(["1.1": .crashed, "1.2": .passed, "1.3": .timedOut, "2.1": .passed])
    let change = progress.record(second, of: "Start", at: "2")
    #expect(change == ProgressChange(gained: ["1.2", "2.1"], lost: ["1.1"]))
    #expect(progress.record(second, of: "Start", at: "3") == ProgressChange())
  }

  @Test(arguments: [Verdict.notRun, .trouble])
  func `What was not judged keeps its last verdict`(verdict: Verdict) {
    var progress = Progress()
    _ = progress.record(results(["1.1": .passed]), of: "Start", at: "1")
    #expect(progress.record(results(["1.1": verdict]), of: "Start", at: "2") == ProgressChange())
    #expect(progress.submissions["Start"]?.verdict(of: "1.1") == .passed)
    #expect(progress.submissions["Start"]?.graded == "1")
  }

  @Test func `The submission that was not graded for longest is forgotten first`() {
    var progress = Progress()
    for number in 10...40 {
      _ = progress.record(results(["1.1": .passed]), of: "/s\(number)", at: "\(number)")
    }
    #expect(progress.submissions.keys.sorted() == (21...40).map { "/s\($0)" })
  }

  @Test func `Progress is kept in the workbook, and never that of End or of a folder that is gone`()
    async throws
  {
    try await withWorkbook { workbook in
      let store = ProgressStore(workbook: workbook)
      let start = workbook.root.appending(path: "Start", directoryHint: .isDirectory)
      let grading = Samples.grading(results(["1.1": .passed]))
      #expect(store.record(grading, of: start) == nil)
      #expect(store.record(grading, of: workbook.root.appending(path: "End")) == nil)
      #expect(store.record(grading, of: workbook.root.appending(path: "Gone")) == nil)
      #expect(store.read().submissions.keys.sorted() == ["Start"])
      #expect(store.latest?.key == "Start")
      #expect(store.latest?.entry.verdict(of: "1.1") == .passed)
      #expect(!store.isComplete(start))
    }
  }

  @Test(arguments: ["", "{", #"{"schema": "datahub.progress/9", "submissions": {}}"#])
  func `A file that cannot be read is begun anew`(text: String) async throws {
    try await withWorkbook { workbook in
      let store = ProgressStore(workbook: workbook)
      try Data(text.utf8).write(to: store.file)
      #expect(store.read() == Progress())
      let start = workbook.root.appending(path: "Start", directoryHint: .isDirectory)
      #expect(store.record(Samples.grading(results(["1.1": .passed])), of: start) == nil)
      #expect(store.latest?.entry.checks == ["1.1": .passed])
    }
  }

  @Test func `The summary names whole exercises by their number`() {
    let whole = Check.all.map(\.number).filter { $0.exercise == 2 }
    let lines = TextReport().change(ProgressChange(gained: ["1.1"] + whole, lost: ["3.1"]))
    #expect(
      lines == [
        "new       1.1, exercise 2 – passed now, and not before",
        "lost      3.1 – passed before, and no longer",
      ])
  }

  @Test func `Progress has a line for each exercise, and says what is next`() {
    var progress = Progress()
    _ = progress.record(
      results(["1.1": .passed, "1.2": .failed, "1.3": .notStarted]), of: "Start", at: "today")
    let text = TextReport().progress(
      progress.submissions["Start"], of: "Start", checks: Check.all)
    let lines = text.split(separator: "\n").map(String.init)
    #expect(lines[0].hasPrefix("1 Server streaming: the server"))
    #expect(lines[0].contains("  ✓✗○····  "))
    for exercise in Exercise.all {
      #expect(lines.contains { $0.hasPrefix("\(exercise.number) \(exercise.title)  ") })
    }
    #expect(lines.contains("1 of \(Check.all.count) checks passed by Start, last graded today"))
    #expect(lines.contains { $0.hasPrefix("next      1.2 ") })
    #expect(lines.allSatisfy { $0.count <= PlainText.width })
  }

  @Test func `Who passes every check is told what to look at next`() {
    var progress = Progress()
    let all = Check.all.map { CheckResult($0, .passed, seconds: 0) }
    _ = progress.record(all, of: "My Start", at: "today")
    let text = TextReport().progress(
      progress.submissions["My Start"], of: "My Start", checks: Check.all)
    #expect(text.contains("compare   diff -ru 'My Start/Sources' End/Sources"))
    #expect(!text.contains("next  "))
  }
}

/// A workbook of empty files.
private func withWorkbook(_ body: (Workbook) throws -> Void) async throws {
  try await withTemporaryFolder { folder in
    for name in ["Protos", "Start", "End"] {
      let place = folder.appending(path: name)
      try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
      try Data().write(to: place.appending(path: "Package.swift"))
    }
    try body(try Workbook(root: folder))
  }
}
