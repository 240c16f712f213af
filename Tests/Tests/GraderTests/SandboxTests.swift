import Foundation
import Referee
import TestSupport
import Testing

@testable import Grader

/// The boxes of a submission, where the machine has them; where it has none, it says what would work.
@Suite struct SandboxTests {
  /// nil where there is none, which must then be said.
  private func sandbox() async throws -> Sandbox? {
    do {
      return try await Sandbox.tried(try Root.workbook())
    } catch let trouble as Trouble {
      #expect(trouble.what.hasPrefix("No sandbox can be had here"))
      #expect(trouble.advice.contains("--no-sandbox"))
      return nil
    }
  }

  private func run(_ words: [String]) async throws -> [String: String] {
    let program = try await BoxThread.start(
      words, environment: ["DATAHUB_SECRET": "secret", "HOME": "/root"])
    let status = await program.exit(within: Patience.scaled(.seconds(60)))
    program.kill()
    #expect(status == .exited(0), "\(program.allLines(.stderr).map(\.text))")
    let lines = program.allLines(.stdout).map { $0.text.split(separator: "=", maxSplits: 1) }
    return Dictionary(
      lines.compactMap { $0.count == 2 ? (String($0[0]), String($0[1])) : nil },
      uniquingKeysWith: { first, _ in first })
  }

  @Test func `A program sees no home, workbook, secret or network, and cannot touch the grader`()
    async throws
  {
    guard let sandbox = try await sandbox() else { return }
    try await withTemporaryFolder { folder in
      try Data("secret".utf8).write(to: folder.appending(path: "secret"))
      let programs = folder.appending(path: "programs")
      try FileManager.default.createDirectory(at: programs, withIntermediateDirectories: true)
      let script = """
        yes() { if "$@" >/dev/null 2>&1; then echo yes; else echo no; fi; }
        echo "home=$(yes ls /root /home)"
        echo "workbook=$(yes ls '\(Root.folder.path)')"
        echo "host=$(yes cat '\(folder.path)/secret')"
        echo "environment=$(yes grep -q secret /proc/self/environ)"
        echo "grader's environment=$(yes cat /proc/1/environ)"
        echo "grader's files=$(yes ls /proc/1/fd)"
        echo "signal=$(yes kill -STOP 1; yes kill -KILL 1 | tail -n 1)"
        echo "still=$(yes test -e /proc/1/stat)"
        echo "system=$(yes touch /usr/x /x /dev/x /programs/x /grader/x)"
        echo "own=$(yes touch /tmp/own/x)"
        echo "others=$(yes sh -c 'tail -n +3 /proc/net/dev | grep -v "^ *lo:"')"
        echo "name=$(yes getent hosts localhost)"
        echo "big=$(yes sh -c 'head -c 2000000000 /dev/zero >/tmp/own/big')"
        echo "processes=$(sed -n 's/^Max processes *//p' /proc/self/limits)"
        """
      let confinement = Sandbox.confinement(of: 0, isRoot: sandbox.isRoot)
      let launch = confinement.launcher.joined(separator: " ")
      let grader = """
        mkdir -m 777 /tmp/own
        \(launch) /bin/sh -c "$0"
        echo "user=$(stat -c %u /tmp/own/x)"
        """
      let said = try await run(
        sandbox.check(["/bin/sh", "-c", grader, script], grader: "/bin/sh", programs: programs))
      #expect(
        said.filter { !["processes", "user", "signal"].contains($0.key) } == [
          "home": "no", "workbook": "no", "host": "no", "environment": "no",
          "grader's environment": sandbox.isRoot ? "no" : "yes",
          "grader's files": sandbox.isRoot ? "no" : "yes", "still": "yes", "system": "no",
          "own": "yes", "others": "no", "name": "yes", "big": "no",
        ])
      let limit = 256 + 64 * ProcessInfo.processInfo.activeProcessorCount
      #expect(said["processes"]?.hasPrefix("\(limit) ") == true)
      if sandbox.isRoot { #expect(said["user"] == "60100" && said["signal"] == "no") }
    }
  }

  @Test func `A build writes to a layer that is gone with it, and sees the contract alone`()
    async throws
  {
    guard let sandbox = try await sandbox() else { return }
    try await withTemporaryFolder { folder in
      for name in ["submission", "results", "layer"] {
        try FileManager.default.createDirectory(
          at: folder.appending(path: name), withIntermediateDirectories: true)
      }
      let (root, mark) = (Root.folder.path, "mark-\(UUID().uuidString)")
      let script = """
        yes() { if "$@" >/dev/null 2>&1; then echo yes; else echo no; fi; }
        echo "writes=$(yes touch '\(root)/.build/\(mark)' '\(root)/.submission/\(mark)')"
        echo "contract=$(yes cat '\(root)/Protos/datahub.proto')"
        echo "end=$(yes ls '\(root)/End/Sources')"
        echo "answers=$(yes ls '\(root)/Tests/Answers')"
        echo "kept=$(yes ls '\(root)/.build/programs/'*)"
        echo "changes=$(yes touch '\(root)/Protos/x' '\(folder.path)/submission/x')"
        echo "result=$(yes touch '\(folder.path)/results/\(mark)')"
        """
      let said = try await run(
        sandbox.build(
          ["/bin/sh", "-c", script], submission: folder.appending(path: "submission"),
          results: folder.appending(path: "results"), layer: folder.appending(path: "layer")))
      #expect(
        said == [
          "writes": "yes", "contract": "yes", "end": "no", "answers": "no", "kept": "no",
          "changes": "no", "result": "yes",
        ])
      let files = FileManager.default
      #expect(!files.fileExists(atPath: "\(root)/.build/\(mark)"))
      #expect(!files.fileExists(atPath: "\(root)/.submission/\(mark)"))
      #expect(files.fileExists(atPath: folder.appending(path: "results/\(mark)").path))
      #expect(try files.contentsOfDirectory(atPath: folder.appending(path: "layer").path).isEmpty)
    }
  }
}
