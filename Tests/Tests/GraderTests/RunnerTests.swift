import Foundation
import Referee
import Synchronization
import TestSupport
import Testing

@testable import Grader

/// Verdicts on programs that are shell scripts, by checks of a few lines.
@Suite struct RunnerTests {
  /// A check that starts the client and waits for its first line, and for another that never comes.
  private static func waiting(_ number: CheckNumber = "1.1") -> Check {
    Check(number, "it ends", requirement: "It ends.", step: 1, timeLimit: .seconds(3)) {
      let client = try await $0.client([])
      _ = try await client.expectLine(.stdout, "a line")
      _ = try await client.expectLine(.stdout, "another line", within: .seconds(60))
    }
  }

  private static let exitsWell = Check(
    "1.2", "the client exits with 0", requirement: "It does.", step: 1
  ) {
    try await $0.client([]).expectExit(0)
  }

  private func play(_ check: Check, client: String = "exit 0", server: String = "exit 0")
    async throws -> CheckResult
  {
    try await run([check], client: client, server: server)[0]
  }

  private func run(_ checks: [Check], client: String, server: String = "exit 0") async throws
    -> [CheckResult]
  {
    try await withTemporaryFolder { folder in
      for (name, script) in [("DataHubClient", client), ("DataHubServer", server)] {
        let file = folder.appending(path: name)
        try Data("#!/bin/sh\n\(script)\n".utf8).write(to: file)
        try FileManager.default.setAttributes(
          [.posixPermissions: 0o755], ofItemAtPath: file.path)
      }
      return await Runner(programs: BuiltPrograms(folder: folder)).run(checks)
    }
  }

  @Test func `Programs run from a folder that says nothing of the grader, and goes away`()
    async throws
  {
    let shows = Check("1.1", "it shows", requirement: "It shows.", step: 1) { stage in
      let client = try await stage.client([])
      throw CheckFailure(
        expected: "", received: try await client.expectLine(.stdout, "its place").text)
    }
    let result = try await play(shows, client: "echo $0")
    let place = try #require(result.failure?.received)
    #expect(place.contains(/\/tmp\.[A-Za-z0-9]{10}\/DataHubClient$/))
    #expect(!FileManager.default.fileExists(atPath: place))
  }

  @Test func `What a report leaves out is kept whole`() async throws {
    let talks = Check("1.1", "it talks", requirement: "It talks.", step: 1) { stage in
      let client = try await stage.client([])
      try await client.expectExit(1)
    }
    try await withTemporaryFolder { folder in
      for (path, text) in [
        ("DataHubClient", "#!/bin/sh\nfor i in $(seq 60); do echo line $i $(($i % 7)); done\n"),
        ("Start/Package.swift", ""), ("Protos/Package.swift", ""),
      ] {
        let file = folder.appending(path: path)
        try FileManager.default.createDirectory(
          at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: file)
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: file.path)
      }
      let old = folder.appending(path: ".build/transcripts/6.6.txt")
      try FileManager.default.createDirectory(
        at: old.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data().write(to: old)
      let transcripts = Transcripts(of: try Workbook(root: folder))
      var runner = Runner(programs: BuiltPrograms(folder: folder))
      runner.keep = { transcripts.keep($0, $1) }
      let failure = try #require(await runner.play(talks).failure)
      #expect(failure.transcript.count < 20)
      #expect(failure.whole == ".build/transcripts/1.1.txt")
      #expect(!FileManager.default.fileExists(atPath: old.path))
      let file = folder.appending(path: ".build/transcripts/1.1.txt")
      let whole = try String(contentsOf: file, encoding: .utf8)
      #expect(whole.split(separator: "\n").filter { $0.contains("client stdout") }.count == 60)
    }
  }

  @Test func `Who does not answer on an overloaded machine is not judged`() async throws {
    let stage = Stage(BuiltPrograms(folder: URL(filePath: "/")))
    let late = CheckFailure(expected: "a line", received: "no line within 5 s", isTimeout: true)
    func verdict(_ error: any Error, share: Double) async -> CheckResult {
      let judge = Judge(
        check: Self.exitsWell, stage: stage, outcome: .threw(error), again: "", share: { share })
      return await judge.result(seconds: 0)
    }
    let troubled = await verdict(late, share: 0.01)
    #expect(troubled.verdict == .trouble)
    #expect(troubled.failure?.received.contains("1.0 % of a processor") == true)
    #expect(await verdict(late, share: 0.1).verdict == .timedOut)
    let wrong = CheckFailure(expected: "1", received: "2")
    #expect(await verdict(wrong, share: 0.01).verdict == .failed)
    #expect(await ProcessorShare.measured() > 0)
  }

  @Test func `A program that does as it must has passed`() async throws {
    let result = try await play(Self.exitsWell)
    #expect(result.verdict == .passed && result.failure == nil)
  }

  @Test func `A time limit kills the whole process group, and the others go on`() async throws {
    let other = Check("1.3", "it goes on", requirement: "It does.", step: 1) { _ in }
    let results = try await run(
      [Self.waiting(), other], client: "sleep 600 & echo $!; wait")
    #expect(results.map(\.verdict) == [.timedOut, .passed])
    let line = try #require(results[0].failure?.events.first { $0.kind.contains("stdout") })
    let sleeper = try #require(pid_t(line.text))
    #expect(await Gone.isSoon(sleeper))
  }

  @Test func `A wait that nothing ends has timed out`() async throws {
    let check = Check("1.1", "it speaks", requirement: "It does.", step: 1) {
      let client = try await $0.client([])
      _ = try await client.expectLine(.stdout, "a line", within: .milliseconds(100))
    }
    let result = try await play(check, client: "sleep 600")
    #expect(result.verdict == .timedOut)
    #expect(result.failure?.expected == "a line")
  }

  @Test func `A program that a signal ended has crashed, and its last words are told`()
    async throws
  {
    let result = try await play(Self.exitsWell, client: "echo 'Fatal error: no' >&2; kill -SYS $$")
    #expect(result.verdict == .crashed)
    #expect(result.failure?.lastWords == ["Fatal error: no"])
    #expect(result.failure?.received.contains("signal \(SIGSYS)") == true)
  }

  @Test func `Whether one of many crashed is waited for once, and not for each of them`()
    async throws
  {
    let thrown = Mutex<ContinuousClock.Instant?>(nil)
    let check = Check("1.1", "it speaks", requirement: "It does.", step: 1) { stage in
      for _ in 1...8 { _ = try await stage.client([]) }
      thrown.withLock { $0 = .now }
      throw CheckFailure(expected: "a line", received: "none")
    }
    #expect(try await play(check, client: "exec sleep 600").verdict == .failed)
    // Half a second each would be four.
    let waited = ContinuousClock.now - (try #require(thrown.withLock { $0 }))
    #expect(waited < .seconds(2.5))
  }

  @Test func `A crash is no pass, though the check was content`() async throws {
    let check = Check("1.1", "it speaks", requirement: "It does.", step: 1) {
      let client = try await $0.client([])
      _ = await client.exit(within: .seconds(5))
    }
    #expect(try await play(check, client: "kill -SYS $$").verdict == .crashed)
  }

  @Test func `A program that does otherwise has failed`() async throws {
    let result = try await play(Self.exitsWell, client: "exit 3")
    #expect(result.verdict == .failed)
    #expect(result.failure?.received == "it exited with 3")
    #expect(result.failure?.read == "Exercises/01-server-streaming-server.md, step 1")
    #expect(result.failure?.again == "Tests/grade 1.2")
  }

  @Test func `A stub's own words mean not started`() async throws {
    let words = "error: unimplemented: exercise 2: getStream is not started"
    let result = try await play(Self.exitsWell, client: "echo '\(words)' >&2; exit 1")
    #expect(result.verdict == .notStarted)
  }

  @Test func `A server that ends before it listens has failed, at once`() async throws {
    let check = Check("1.1", "it listens", requirement: "It does.", step: 1) {
      _ = try await $0.server()
    }
    let result = try await play(check, server: "echo '✓ 1.1 passed'; exit 0")
    #expect(result.verdict == .failed)
    // Who waits for a line until its time is up says that nothing came.
    #expect(result.failure?.received == "it exited with 0 instead")
  }

  @Test func `What is neither is the grader's own trouble`() async throws {
    struct Surprise: Error {}
    let check = Check("1.1", "it is", requirement: "It is.", step: 1) { _ in throw Surprise() }
    let result = try await play(check)
    #expect(result.verdict == .trouble)
    #expect(Samples.grading([result]).exitCode == 2)
  }

  @Test func `What to do about the grader's trouble is the thing to try`() async throws {
    let check = Check("1.1", "it ends", requirement: "It does.", step: 1) { _ in
      throw Trouble("There is no folder.", advice: "Make one.")
    }
    let result = try await play(check)
    #expect(result.verdict == .trouble)
    #expect(result.failure?.received == "There is no folder.")
    #expect(result.failure?.hint == "Make one.")
  }

  @Test func `A program that is not there is the grader's own trouble`() async throws {
    let nowhere = BuiltPrograms(folder: URL(filePath: "/nonexistent"))
    #expect(await Runner(programs: nowhere).play(Self.exitsWell).verdict == .trouble)
  }

  @Test func `Programs know neither the home nor the environment of the grader`() async throws {
    setenv("DATAHUB_SECRET", "token", 1)
    let check = Check("1.1", "it tells", requirement: "It does.", step: 1) {
      let client = try await $0.client([])
      try await client.expectExit(0)
      let lines = client.allLines(.stdout).map(\.text)
      try expect("the home", lines.first, equals: lines.dropFirst().first)
      try expect("the place for files", lines.first, equals: lines.dropFirst(2).first)
      try expect("no secret", lines.contains { $0.contains("token") }, equals: false)
    }
    let result = try await play(check, client: "pwd; echo $HOME; echo $TMPDIR; env")
    #expect(result.verdict == .passed, "\(TextReport().text(of: result))")
  }

  @Test func `Results are told in the order of the checks`() async throws {
    let checks = (1...20).map { place in
      Check(
        CheckNumber(1, place), "it ends", requirement: "It does.", step: 1,
        company: place % 5 == 0 ? .alone : place % 3 == 0 ? .few : .crowd,
        takes: .milliseconds(20 - place)
      ) { _ in
        for _ in 0..<(20 - place) { await Task.yield() }
      }
    }
    let told = Told()
    let results = await Runner(programs: BuiltPrograms(folder: URL(filePath: "/")), jobs: 3)
      .run(checks) { await told.add($0.number) }
    #expect(results.map(\.number) == checks.map(\.number))
    #expect(await told.numbers == checks.map(\.number))
  }

  private actor Told {
    var numbers: [CheckNumber] = []
    func add(_ number: CheckNumber) { numbers.append(number) }
  }
}
