import Foundation
import Referee
import TestSupport
import Testing

/// Programs as child processes.
@Suite struct ProgramTests {
  private func shell(
    _ script: String, environment: [String: String] = [:], transcript: Transcript = Transcript(),
    name: String? = nil
  ) async throws -> Program {
    try await Program.start(
      "/bin/sh", arguments: ["-c", script], environment: environment, name: name,
      transcript: transcript)
  }

  @Test func `Lines are there as they are printed, while the program goes on`() async throws {
    let program = try await shell("echo one; echo two >&2; echo three; exec sleep 1000")
    #expect(await program.nextLine(.stdout)?.text == "one")
    #expect(await program.nextLine(.stderr)?.text == "two")
    #expect(await program.nextLine(.stdout)?.text == "three")
    #expect(await program.nextLine(.stdout, within: .zero) == nil)
    #expect(program.exitStatus == nil)
    program.kill()
    #expect(await program.exit() == .signalled(SIGKILL))
    #expect(await program.nextLine(.stdout) == nil)
  }

  @Test func `Exit codes and signals are told apart`() async throws {
    #expect(try await shell("exit 0").exit() == .exited(0))
    #expect(try await shell("exit 64").exit() == .exited(64))
    #expect(try await shell("kill -USR1 $$").exit() == .signalled(SIGUSR1))
  }

  @Test func `A signal reaches a handler of the program`() async throws {
    let program = try await shell(
      "trap 'echo caught; exit 130' INT; echo ready; while :; do sleep 0.01; done")
    #expect(await program.line(.stdout, containing: "ready") != nil)
    program.signal(SIGINT)
    #expect(await program.exit() == .exited(130))
    #expect(program.allLines(.stdout).map(\.text) == ["ready", "caught"])
    program.signal(SIGINT)
    program.kill()
  }

  @Test func `All output is there when the exit is told, the last line without its newline too`()
    async throws
  {
    let program = try await shell(
      "i=0; while [ $i -lt 1500 ]; do i=$((i+1)); echo $i; done; printf end")
    #expect(await program.exit() == .exited(0))
    let lines = program.allLines(.stdout)
    #expect(lines.count == 1501)
    #expect(lines.last?.text == "end")
    #expect(lines.first?.text == "1")
  }

  @Test func `A very long line is cut where frames are told, and whole for a file`() async throws {
    let transcript = Transcript()
    let program = try await shell(
      "printf '%016384d\\n' 7; echo end", transcript: transcript, name: "log")
    #expect(await program.exit() == .exited(0))
    let lines = transcript.rendered()
    #expect(lines.count < 12)
    #expect(lines.contains { $0.contains("(16384 characters)") })
    #expect(transcript.whole().joined().count > 16_384)
  }

  @Test func `Megabytes of output are read, and not all kept`() async throws {
    let program = try await shell(
      "yes 'a line that is as long as this' | head -n 200000; echo done")
    #expect(
      await program.line(.stdout, containing: "done", within: Patience.scaled(.seconds(20))) != nil)
    #expect(await program.exit() == .exited(0))
    #expect(program.allLines(.stdout).count <= 6000)
    #expect(program.allLines(.stdout).last?.text == "done")
  }

  @Test func `Its group dies with it, and a process that holds its output does not hold the exit`()
    async throws
  {
    let program = try await shell("sleep 1000 & echo $!; exit 3")
    let line = try #require(await program.nextLine(.stdout))
    let child = try #require(Int32(line.text))
    #expect(await program.exit() == .exited(3))
    // The signal was sent before the exit was told, and takes effect soon after.
    #expect(await Gone.isSoon(child))
  }

  @Test func `It has a group of its own, no input, and only the environment that it needs`()
    async throws
  {
    let program = try await shell(
      "cat; env | cut -d= -f1 | sort | tr '\\n' ' '; echo; exec sleep 1000",
      environment: ["GIVEN": "1"])
    let line = await program.nextLine(.stdout)
    #expect(getpgid(program.processID) == program.processID)
    program.kill()
    #expect(await program.exit() == .signalled(SIGKILL))
    let names = Set(line?.text.split(separator: " ").map(String.init) ?? [])
    #expect(names.contains("GIVEN"))
    let usual: Set = [
      "GIVEN", "LANG", "LD_LIBRARY_PATH", "OLDPWD", "PATH", "PWD", "SHLVL", "TMPDIR", "_",
    ]
    #expect(names.subtracting(usual) == [])
  }

  @Test func `What cannot be started is an error that names it`() async {
    await #expect(throws: RefereeError.self) { try await Program.start("/no/such/program") }
  }

  @Test func `A folder that cannot be entered is an error that names it`() async throws {
    let start = { try await Program.start("/bin/sh", directory: "/no/such/folder") }
    let error = await #expect(throws: RefereeError.self) { _ = try await start() }
    #expect("\(try #require(error))".contains("/no/such/folder"))
  }

  @Test func `Its lines are in the transcript, if it has a name`() async throws {
    let transcript = Transcript()
    let program = try await shell("echo hello", transcript: transcript, name: "client")
    _ = await program.exit()
    #expect(transcript.lines.map(\.kind) == ["client stdout"])
    #expect(transcript.lines.map(\.text) == ["hello"])
  }

  @Test func `Its memory can be read while it runs`() async throws {
    let program = try await shell("echo; exec sleep 1000")
    _ = await program.nextLine(.stdout)
    let (peak, resident) = (program.peakMemory, program.residentMemory)
    #expect(try #require(peak) >= #require(resident))
    #expect(try #require(resident) > 0)
    program.kill()
    _ = await program.exit()
    #expect(program.peakMemory == nil)
  }

  @Test func `Its threads can be counted, and the time that it keeps a processor busy`()
    async throws
  {
    let idle = try await shell("echo; exec sleep 1000")
    _ = await idle.nextLine(.stdout)
    #expect(idle.threadCount == 1)
    let before = try #require(idle.processorTime)
    #expect(before >= .zero && before < .seconds(5))
    idle.kill()
    _ = await idle.exit()
    #expect(idle.processorTime == nil)
    #expect(idle.threadCount == nil)
  }

  @Test func `Work shows in its processor time, and waiting does not`() async throws {
    let program = try await shell(
      """
      trap 'i=0; while [ $i -lt 100000 ]; do i=$((i+1)); done; echo worked' USR1
      echo ready; while :; do sleep 1000 & wait; done
      """)
    #expect(await program.line(.stdout, containing: "ready") != nil)
    let start = try #require(program.processorTime)
    program.signal(SIGUSR1)
    let cap = Patience.scaled(.seconds(20))
    #expect(await program.line(.stdout, containing: "worked", within: cap) != nil)
    let worked = try #require(program.processorTime)
    #expect(worked - start > .milliseconds(10))
    program.kill()
    _ = await program.exit()
  }

  #if os(Linux)
    @Test func `Orphans that end are reaped while their program goes on`() async throws {
      #expect(Leftovers.adopt())
      let program = try await shell(
        "i=0; while [ $i -lt 200 ]; do i=$((i+1)); (true & echo $!); done; exec sleep 1000")
      defer { program.kill() }
      for _ in 0..<200 {
        let line = try #require(await program.nextLine(.stdout))
        let orphan = try #require(Int32(line.text))
        #expect(
          await Gone.isSoon { kill(orphan, 0) != 0 }, "\(orphan) is still in the process table")
      }
    }
  #endif
}
