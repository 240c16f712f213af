import Foundation
import TestSupport
import Testing

@testable import Grader

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

@Suite struct ClassRunTests {
  @Test func `Each submission gets a result of its own, and what breaks one touches no other`()
    async throws
  {
    try await withTemporaryFolder { folder in
      let sample = ClassSample(folder: folder)
      try sample.handIn("anna", "1.1 1.2 2.1", under: "Start/")
      try sample.handIn("ben", "broken")
      try sample.handIn("carl", "trouble")
      try sample.handIn("dora", "1.1")
      try FileManager.default.createDirectory(
        at: sample.submissions.appending(path: "emil"), withIntermediateDirectories: true)
      #expect(try await sample.run().run() == 2)
      let rows = try sample.cells("class.csv").dropFirst().map { Array($0[0...7]) }
      #expect(
        rows == [
          ["anna", "", "", "judged", "3", "3", "3", "3"],
          ["ben", "", "", "does not build", "0", "3", "0", "3"],
          ["carl", "", "", "not judged", "-", "3", "0", "3"],
          ["dora", "", "", "judged", "1", "3", "1", "3"],
          ["emil", "", "", "no submission", "0", "3", "0", "3"],
        ])
      // Twice, as it may have been an accident.
      #expect(sample.log.judged.filter { $0 == "carl" }.count == 2)
      let anna = try sample.grading(of: "anna")
      #expect(anna.handedIn?.sources?.count == 64)
      #expect(anna.handedIn?.workbook.count == 64)
      #expect(anna.handedIn?.judged == "2026-01-02T03:04:05Z")
    }
  }

  @Test func `What is judged stays judged until sources change, and what was not is tried again`()
    async throws
  {
    try await withTemporaryFolder { folder in
      let sample = ClassSample(folder: folder)
      try sample.handIn("anna", "1.1")
      try sample.handIn("ben", "1.1")
      try sample.handIn("carl", "trouble")
      _ = try await sample.run().run()
      let before = try sample.text("students/anna.json")
      try sample.handIn("ben", "1.1 1.2")
      let second = ClassSample(folder: folder)
      #expect(try await second.run().run() == 2)
      #expect(second.log.judged.sorted() == ["ben", "carl", "carl"])
      #expect(try sample.text("students/anna.json") == before)
      try sample.handIn("carl", "2.1")
      let third = ClassSample(folder: folder)
      #expect(try await third.run().run() == 0)
      #expect(third.log.judged == ["carl"])
      #expect(try sample.cells("class.csv").dropFirst().map { $0[4] } == ["1", "2", "1"])
    }
  }

  @Test func `A result that is not whole counts for nothing, and other checks are judged anew`()
    async throws
  {
    try await withTemporaryFolder { folder in
      let sample = ClassSample(folder: folder)
      for id in ["anna", "ben", "carl"] { try sample.handIn(id, "1.1") }
      _ = try await sample.run().run()
      let students = folder.appending(path: "results/students")
      let whole = try Data(contentsOf: students.appending(path: "anna.json"))
      try whole.prefix(whole.count / 2).write(to: students.appending(path: "anna.json"))
      try Data("{".utf8).write(to: students.appending(path: "ben.json.new"))
      let second = ClassSample(folder: folder)
      #expect(try await second.run().run() == 0)
      #expect(second.log.judged == ["anna"])
      #expect(try Data(contentsOf: students.appending(path: "anna.json")) == whole)
      #expect(
        try FileManager.default.contentsOfDirectory(atPath: students.path).sorted()
          == ["anna", "ben", "carl"].flatMap { ["\($0).html", "\($0).json"] })
      let third = ClassSample(folder: folder)
      var run = try third.run()
      run.checks.removeLast()
      _ = try await run.run()
      #expect(third.log.judged.count == 3)
    }
  }

  @Test func `Those who are named are judged again, and verdicts that changed are told`()
    async throws
  {
    try await withTemporaryFolder { folder in
      let sample = ClassSample(folder: folder)
      try sample.handIn("anna", "1.1")
      try sample.handIn("ben", "1.1")
      _ = try await sample.run().run()
      let second = ClassSample(folder: folder)
      var run = try second.run()
      let lines = ClassSample.Log()
      run.console = Console { if case .text(let line) = $0 { lines.add(line) } }
      run.again = ["ben"]
      let judge = run.judge
      run.judge = { member, handIn in
        var grading = try await judge(member, handIn)
        grading.checks[0] = Samples.failed("1.1")
        return grading
      }
      #expect(try await run.run() == 0)
      #expect(second.log.judged == ["ben"])
      #expect(
        lines.judged.contains("    1.1 was passed and is failed, of the same sources"))
      run.again = ["nobody"]
      let wrong = run
      await #expect(throws: Trouble.self) { _ = try await wrong.run() }
    }
  }

  @Test
  func
    `Results are free as soon as they are given back, though a program that starts holds them too`()
    async throws
  {
    try await withTemporaryFolder { folder in
      let store = try ResultStore(folder)
      let lock = try store.lock()
      #expect(throws: Trouble.self) { try store.lock() }
      // What a process has between fork and exec.
      let inherited = dup(lock.descriptor)
      defer { close(inherited) }
      lock.release()
      try store.lock().release()
    }
  }

  @Test func `Every worker is at work, and the largest submission comes first`() async throws {
    try await withTemporaryFolder { folder in
      let sample = ClassSample(folder: folder)
      for (id, size) in [("a", 10), ("b", 3_000), ("c", 500)] {
        try sample.handIn(id, "1.1" + String(repeating: " ", count: size))
      }
      var run = try sample.run()
      run.jobs = 1
      _ = try await run.run()
      #expect(sample.log.judged == ["b", "c", "a"])
      // Two who wait for each other: they end only if they are judged side by side.
      let (meeting, partners) = AsyncStream<Void>.makeStream()
      let judge = run.judge
      run.again = ["a", "b"]
      run.jobs = 2
      run.judge = { member, handIn in
        if member.id == "a" {
          for await _ in meeting { break }
        } else {
          partners.yield()
        }
        return try await judge(member, handIn)
      }
      #expect(try await run.run() == 0)
    }
  }

  @Test func `A folder of results has one writer`() async throws {
    try await withTemporaryFolder { folder in
      let sample = ClassSample(folder: folder)
      try sample.handIn("anna", "1.1")
      let store = try ResultStore(folder.appending(path: "results"))
      let lock = try store.lock()
      let run = try sample.run()
      await #expect(throws: Trouble.self) { _ = try await run.run() }
      lock.release()
      #expect(try await run.run() == 0)
    }
  }

  @Test func `Every id has a file of its own, whatever it is made of`() {
    let ids = [
      "anna", "Anna", "ANNA", "../x", "..", "a/b", "a_b", "é", "", " ", "a b", ".hidden", "a\nb",
      String(repeating: "x", count: 3_000), String(repeating: "x", count: 3_001), "me@uni.edu",
    ]
    let names = ids.map { ResultStore.fileName(of: $0) }
    #expect(Set(names.map { $0.lowercased() }).count == ids.count)
    for name in names {
      #expect(name.utf8.count <= 100 && !name.hasPrefix(".") && !name.contains("/"), "\(name)")
    }
    #expect(names[0] == "anna" && names.last == "me@uni.edu")
  }
}
