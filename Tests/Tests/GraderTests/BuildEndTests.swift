import Foundation
import Referee
import TestSupport
import Testing

@testable import Grader

/// How builds end: with their compilers, which have process groups of their own.
@Suite(.enabled(if: FileManager.default.isExecutableFile(atPath: Root.grade)))
struct BuildEndTests {
  /// A `swift` whose compiler does not end, out of its process group as llbuild's are.
  private static let endless = """
    # What cannot be wrong builds.
    test ! -e .submission/Sources/DataHub/Empty.swift || exit 0
    setsid sh -c 'echo $$ >compiler; echo "[1/2] Compiling DataHub a.swift" >&3; exec sleep 1000' &
    wait
    """

  private func compiler(in folder: URL) throws -> Int32 {
    let text = try String(contentsOf: folder.appending(path: "compiler"), encoding: .utf8)
    return try #require(Int32(text.trimmingCharacters(in: .whitespacesAndNewlines)))
  }

  private func words(_ program: Program, _ output: Program.Output) -> String {
    program.allLines(output).map(\.text).joined(separator: "\n")
  }

  @Test func `A build that does not end is ended at its limit, with its compilers`() async throws {
    try await withTemporaryFolder { folder in
      let workbook = try FakeWorkbook(in: folder, swift: "exec 3>&1\n" + Self.endless)
      let grade = try await workbook.grade(["Start", "1.1", "--build-limit", "1"])
      #expect(await grade.exit(within: Patience.scaled(.seconds(60))) == .exited(1))
      let out = words(grade, .stdout)
      #expect(out.contains("Start does not build"))
      #expect(out.contains("did not end within 1000 ms [1/2] Compiling DataHub a.swift"))
      #expect(await Gone.isSoon(try compiler(in: folder)))
    }
  }

  @Test(arguments: [SIGINT, SIGTERM])
  func `A build that is interrupted ends at once, with its compilers`(signal: Int32) async throws {
    let enough = Patience.scaled(.seconds(2))
    #expect(try await leastTime(enough: enough) { try await interrupt(by: signal) } < enough)
  }

  /// Interrupts a build that does not end, and returns how long the grader took to end then.
  private func interrupt(by signal: Int32) async throws -> Duration {
    try await withTemporaryFolder { folder in
      // What has begun is told where the test looks for it.
      let told = folder.appending(path: "told")
      #expect(mkfifo(told.path, 0o600) == 0)
      let workbook = try FakeWorkbook(in: folder, swift: "exec 3>told\n" + Self.endless)
      let reader = try await Program.start("/bin/cat", arguments: [told.path])
      defer { reader.kill() }
      let grade = try await workbook.grade(["Start", "1.1"])
      #expect(await reader.nextLine(.stdout, within: Patience.scaled(.seconds(60))) != nil)
      let began = ContinuousClock.now
      grade.signal(signal)
      #expect(await grade.exit(within: Patience.scaled(.seconds(30))) == .exited(128 + signal))
      let took = ContinuousClock.now - began
      #expect(words(grade, .stdout).hasSuffix("interrupted: 0 of 1 checks were run, 0 passed"))
      #expect(await Gone.isSoon(try compiler(in: folder)))
      return took
    }
  }

  @Test func `A build that fails is made once, and its errors are told before it ends`()
    async throws
  {
    try await withTemporaryFolder { folder in
      let (go, count) = (folder.appending(path: "go"), folder.appending(path: "count"))
      #expect(mkfifo(go.path, 0o600) == 0)
      let workbook = try FakeWorkbook(
        in: folder,
        swift: """
          echo build >>count
          echo "$PWD/.submission/Sources/DataHub/a.swift:1:2: error: cannot find 'y' in scope"
          echo "1 | y"
          echo "[2/3] Compiling DataHub a.swift"
          read line <go
          exit 1
          """)
      let grade = try await workbook.grade(["Start", "1.1"])
      let cap = Patience.scaled(.seconds(60))
      #expect(await grade.line(.stdout, containing: "cannot find 'y'", within: cap) != nil)
      #expect(grade.exitStatus == nil)
      try Data("\n".utf8).write(to: go)
      #expect(await grade.exit(within: cap) == .exited(1))
      #expect(try String(contentsOf: count, encoding: .utf8) == "build\n")
      #expect(
        words(grade, .stdout) == """
          ✗ Start does not build; no check was run.

          Start/Sources/DataHub/a.swift:1:2: error: cannot find 'y' in scope
          1 | y
          """)
    }
  }

  #if os(Linux)
    @Test func `No other process of the same user reads the grader's memory or environment`()
      async throws
    {
      try await withTemporaryFolder { folder in
        let workbook = try FakeWorkbook(
          in: folder,
          swift: """
            exec 2>/dev/null
            head -c 1 /proc/$$/environ >/dev/null && echo "one's own can be read"
            head -c 1 /proc/$PPID/environ >/dev/null && echo "the grader's can be read"
            exit 1
            """)
        // Root reads all: then grader and programs are somebody else's.
        var command: [String] = []
        if getuid() == 0 {
          command = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "--"]
          let entries = FileManager.default.enumerator(atPath: folder.path)?.allObjects ?? []
          for path in [""] + entries.compactMap({ $0 as? String }) {
            try FileManager.default.setAttributes(
              [.ownerAccountID: 65534], ofItemAtPath: folder.appending(path: path).path)
          }
        }
        let grade = try await workbook.grade(["Start", "1.1"], by: command)
        #expect(await grade.exit(within: Patience.scaled(.seconds(60))) == .exited(2))
        let words = words(grade, .stderr)
        #expect(words.contains("one's own can be read"))
        #expect(!words.contains("the grader's can be read"), "\(words)")
      }
    }
  #endif

  @Test func `Every build has the same place for temporary files, which is gone afterwards`()
    async throws
  {
    try await withTemporaryFolder { folder in
      let places = folder.appending(path: "places")
      let workbook = try FakeWorkbook(
        in: folder, swift: "touch \"$TMPDIR/x\" && echo \"$TMPDIR\" >>'\(places.path)'; exit 1")
      for _ in 1...2 {
        let grade = try await workbook.grade(["Start"])
        #expect(await grade.exit(within: Patience.scaled(.seconds(60))) != nil)
      }
      let lines = try String(contentsOf: places, encoding: .utf8).split(separator: "\n")
      #expect(lines.count >= 2 && Set(lines).count == 1)
      #expect(!FileManager.default.fileExists(atPath: String(lines[0])))
    }
  }
}
