internal import Foundation
internal import Synchronization

#if canImport(Darwin)
  internal import Darwin
#else
  internal import Glibc
#endif

/// A child process: in a process group of its own, reading nothing, its output taken line by line.
///
/// When it ends, what is left of its group is killed.
public final class Program: Sendable {
  /// How it is ended when everything is: at once, or asked first, as what keeps a database.
  public enum Ending: Sendable { case byKill, byInterrupt }

  public enum Output: String, CaseIterable, Sendable { case stdout, stderr }

  public let processID: Int32
  /// The file's name: "DataHubServer".
  public let name: String
  private let transcript: Transcript
  private let stdout: LineLog
  private let stderr: LineLog
  private let end = Mailbox<Void>()
  /// How it ended, once all its output was read as well.
  private let status = Mutex<ExitStatus?>(nil)

  /// Starts a program. Its environment is PATH, LANG, LD_LIBRARY_PATH and TMPDIR of this process,
  /// and what is given.
  ///
  /// - Parameters:
  ///   - launcher: A command that becomes the program, as setpriv(1) does: it keeps the process id.
  ///   - name: How the transcript calls it: "server". Without a name, its lines are not recorded.
  ///   - directory: Where it runs; this process's working directory if nil.
  /// - Throws: ``RefereeError/cannotStart(_:)``.
  public static func start(
    _ executable: String, arguments: [String] = [], environment: [String: String] = [:],
    directory: String? = nil, launcher: [String] = [], ending: Ending = .byKill,
    name: String? = nil, transcript: Transcript = Transcript()
  ) async throws -> Program {
    let words = launcher + [executable] + arguments
    let spawn = Spawn(
      executable: words[0], arguments: Array(words.dropFirst()),
      environment: Spawn.environment(adding: environment), directory: directory)
    let exit = ProgramExit(wake: try Pipe.make())
    do {
      let spawned = try Programs.shared.start(spawn, ending: ending) { exit.tell($0) }
      return Program(executable, spawned, exit, name: name, transcript: transcript)
    } catch {
      exit.wake.close()
      throw error
    }
  }

  private init(
    _ executable: String, _ spawned: Spawn.Result, _ exit: ProgramExit, name: String?,
    transcript: Transcript
  ) {
    self.processID = spawned.processID
    self.name = executable.split(separator: "/").last.map(String.init) ?? executable
    self.transcript = transcript
    func log(_ output: Output) -> LineLog {
      LineLog { line in
        guard let name else { return }
        transcript.note(line.text, kind: "\(name) \(output.rawValue)", at: line.time)
      }
    }
    self.stdout = log(.stdout)
    self.stderr = log(.stderr)
    let outputs = [(spawned.stdout, stdout), (spawned.stderr, stderr)]
    // The thread sleeps in the kernel until there is something, and ends with the program.
    Thread.detachNewThread {
      OutputReader(outputs: outputs, wake: exit.wake.read).run { transcript.now }
      self.status.withLock { $0 = exit.status }
      self.end.finish()
    }
  }

  /// The next line that nobody has taken; nil if none comes within the cap, or ever.
  public func nextLine(_ output: Output, within cap: Duration = Patience.cap) async -> Line? {
    await log(output).lines.next(within: cap)
  }

  /// The next line with `text` in it, skipping others; nil if none comes within the cap, or ever.
  public func line(
    _ output: Output, containing text: String, within cap: Duration = Patience.cap
  ) async -> Line? {
    let deadline = ContinuousClock.now + cap
    while let line = await nextLine(output, within: max(deadline - .now, .zero)) {
      if line.text.contains(text) { return line }
    }
    return nil
  }

  /// All lines so far, taken or not, but for the middle of thousands.
  public func allLines(_ output: Output) -> [Line] { log(output).all }

  /// Sends a signal to the program alone. Harmless once it ended.
  public func signal(_ signal: Int32) { Programs.shared.send(signal, to: processID) }

  /// Kills the program and its group. Harmless once it ended.
  public func kill() { Programs.shared.send(SIGKILL, to: processID, andGroup: true) }

  /// How it ended, once all its output was read; nil if it goes on for longer than the cap.
  public func exit(within cap: Duration = Patience.cap) async -> ExitStatus? {
    if exitStatus == nil { _ = await end.next(within: cap) }
    return exitStatus
  }

  /// How it ended, if it has, and all its output was read.
  public var exitStatus: ExitStatus? { status.withLock { $0 } }

  private func log(_ output: Output) -> LineLog {
    switch output {
    case .stdout: stdout
    case .stderr: stderr
    }
  }
}
