#if os(Linux)
  import Foundation
  @testable import Referee
  import TestSupport
  import Testing

  /// What programs leave behind, as far as it has a name of its own: other tests have children too.
  @Suite(.serialized) struct LeftoversTests {
    private func shell(_ script: String, _ name: String = "leftover") async throws -> Program {
      try await Program.start("/bin/sh", arguments: ["-c", script, name])
    }

    @Test func `A process that left the group is found after its program has ended, and killed`()
      async throws
    {
      #expect(Leftovers.adopt())
      let program = try await shell("setsid sh -c 'echo $$; exec sleep 1000' & wait")
      let line = try #require(await program.nextLine(.stdout))
      let leftover = try #require(Int32(line.text))
      #expect(!Leftovers.find().contains { $0.processID == leftover })
      program.kill()
      #expect(await program.exit() == .signalled(SIGKILL))
      // Other tests have children of their own.
      let killed = Leftovers.kill { $0.processID == leftover }
      #expect(killed.map(\.processID) == [leftover])
      #expect(await Gone.isSoon(leftover))
    }

    @Test func `A program that ends while others are looked for was not left behind`() async throws
    {
      try await withShell("brief") { brief in
        async let ended: Void = {
          for _ in 1...200 { _ = try await Program.start(brief, arguments: ["-c", ":"]).exit() }
        }()
        let found = Task {
          while !Task.isCancelled {
            if Leftovers.find().contains(where: { $0.command == "brief" }) { return true }
            await Task.yield()
          }
          return false
        }
        try await ended
        found.cancel()
        #expect(await found.value == false)
      }
    }

    /// A folder with a shell of another name, by which its processes are known.
    private func withShell<Result>(
      _ name: String, _ body: (String) async throws -> Result
    ) async throws -> Result {
      try await withTemporaryFolder { folder in
        let file = folder.appending(path: name)
        try FileManager.default.copyItem(
          at: URL(filePath: "/bin/sh").resolvingSymlinksInPath(), to: file)
        return try await body(file.path)
      }
    }

    @Test func `Who forks and ends all the time is caught, and nothing of it is left`() async throws
    {
      #expect(Leftovers.adopt())
      try await withShell("racer") { racer in
        // Each generation starts the next one and ends: no process is there for long.
        let program = try await shell(
          """
          exec 2>/dev/null
          setsid '\(racer)' -c 'race() { [ "$1" -eq 0 ] || race $(($1 - 1)) & }; echo; race 2000' & wait
          exec sleep 1000
          """)
        #expect(await program.nextLine(.stdout) != nil)
        program.kill()
        _ = await program.exit()
        Leftovers.kill { $0.command == "racer" }
        #expect(!Leftovers.find().contains { $0.command == "racer" })
      }
    }

    @Test func `What all descendants hold of memory is added up, programs among them`() async throws
    {
      let script = "x=$(head -c 30000000 /dev/zero | tr '\\0' x); echo held; sleep 1000"
      let programs = [try await shell(script), try await shell(script)]
      for program in programs { #expect(await program.nextLine(.stdout)?.text == "held") }
      #expect(Leftovers.memory() > 60_000_000)
      for program in programs { program.kill() }
    }

    @Test(arguments: [
      "m = mmap.mmap(-1, 1 << 26, flags=mmap.MAP_SHARED | mmap.MAP_ANONYMOUS); m.write(b'x' * (1 << 26))",
      "f = os.memfd_create('f'); os.write(f, b'x' * (1 << 26)); g = os.dup(f)",
    ])
    func `Memory counts that is shared, or stands in a file without a name`(script: String)
      async throws
    {
      let program = try await Program.start(
        "/usr/bin/env",
        arguments: [
          "python3", "-c",
          "import mmap, os, time; \(script); print('held', flush=True); time.sleep(1000)",
        ])
      #expect(await program.nextLine(.stdout)?.text == "held")
      let held = Leftovers.memory(of: [.init(processID: program.processID, command: "python3")])
      #expect(held > 64_000_000 && held < 100_000_000)
      program.kill()
    }

    @Test func `Segments of System V count by what is resident of them`() {
      #expect(
        Leftovers.segments(in: "key shmid size rss swap\n0 1 99 4096 0\n 0 2 99 8192 0\n") == 12_288
      )
      #expect(Leftovers.segments(in: "") == 0)
    }

    @Test func `Hundreds that were left are ended, each in a session of its own`() async throws {
      #expect(Leftovers.adopt())
      try await withShell("bomber") { bomber in
        // Each says so when it has its session: until then it would end with the program's group.
        let program = try await shell(
          """
          bomb() { setsid '\(bomber)' -c 'echo; kill -STOP $$' & }
          i=0; while [ $i -lt 200 ]; do i=$((i+1)); bomb; done; exec sleep 1000
          """)
        for _ in 1...200 { try #require(await program.nextLine(.stdout) != nil) }
        program.kill()
        _ = await program.exit()
        #expect(Leftovers.kill { $0.command == "bomber" }.count == 200)
        #expect(!Leftovers.find().contains { $0.command == "bomber" })
      }
    }
  }
#endif
