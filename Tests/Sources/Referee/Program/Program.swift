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
  public enum Output: String, CaseIterable, Sendable { case stdout, stderr }

  public let processID: Int32
  private let transcript: Transcript
  private let stdout: LineLog
  private let stderr: LineLog
  private let end = Mailbox<Void>()
  /// The exit status, from the moment that the process id is no longer the program's.
  private let status = Mutex<ExitStatus?>(nil)
  private let isOver = Mutex(false)

  /// Starts a program. Its environment is PATH, HOME, TMPDIR and LANG of this process, and what is
  /// given.
  ///
  /// - Parameters:
  ///   - name: How the transcript calls it: "server". Without a name, its lines are not recorded.
  ///   - directory: Where it runs; this process's working directory if nil.
  /// - Throws: ``RefereeError/cannotStart(_:)``.
  public static func start(
    _ executable: String, arguments: [String] = [], environment: [String: String] = [:],
    directory: String? = nil, name: String? = nil, transcript: Transcript = Transcript()
  ) async throws -> Program {
    let spawned = try Programs.shared.start(
      Spawn(
        executable: executable, arguments: arguments,
        environment: Spawn.environment(adding: environment), directory: directory))
    return Program(spawned, name: name, transcript: transcript)
  }

  private init(_ spawned: Spawn.Result, name: String?, transcript: Transcript) {
    self.processID = spawned.processID
    self.transcript = transcript
    func log(_ output: Output) -> LineLog {
      LineLog { line in
        guard let name else { return }
        transcript.note(line.text, kind: "\(name) \(output.rawValue)", at: line.time)
      }
    }
    self.stdout = log(.stdout)
    self.stderr = log(.stderr)
    // Both threads sleep in the kernel until there is something, and end with the program.
    let (outputs, wake) = ([(spawned.stdout, stdout), (spawned.stderr, stderr)], Pipe.make())
    Thread.detachNewThread {
      OutputReader(outputs: outputs, wake: wake.read).run { transcript.now }
      self.isOver.withLock { $0 = true }
      self.end.finish()
    }
    Thread.detachNewThread {
      self.awaitExit()
      close(wake.write)
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
  public func signal(_ signal: Int32) {
    status.withLock { status in
      if status == nil { _ = Self.send(signal, to: processID) }
    }
  }

  /// Kills the program and its group. Harmless once it ended.
  public func kill() {
    status.withLock { status in
      if status == nil { _ = Self.send(SIGKILL, to: -processID) }
    }
  }

  /// How it ended, once all its output was read; nil if it goes on for longer than the cap.
  public func exit(within cap: Duration = Patience.cap) async -> ExitStatus? {
    if !isOver.withLock({ $0 }) { _ = await end.next(within: cap) }
    return exitStatus
  }

  /// How it ended, if it has, and all its output was read.
  public var exitStatus: ExitStatus? {
    isOver.withLock { $0 } ? status.withLock { $0 } : nil
  }

  /// The most memory that it has had resident, in octets; nil once it ended.
  public var peakMemory: Int? { ProcessMemory(of: processID)?.peak }

  /// The memory that it has resident, in octets; nil once it ended.
  public var residentMemory: Int? { ProcessMemory(of: processID)?.resident }

  private func log(_ output: Output) -> LineLog {
    switch output {
    case .stdout: stdout
    case .stderr: stderr
    }
  }

  /// Blocks until the program has ended. Its process id is given back to the system only once its
  /// group is gone, and never while `signal` or `kill` use it.
  private func awaitExit() {
    var information = siginfo_t()
    while waitid(P_PID, id_t(processID), &information, WEXITED | WNOWAIT) < 0 && errno == EINTR {}
    status.withLock { status in
      _ = Self.send(SIGKILL, to: -processID)
      var waitStatus: Int32 = 0
      while waitpid(processID, &waitStatus, 0) < 0 && errno == EINTR {}
      Programs.shared.remove(processID)
      status = ExitStatus(waitStatus: waitStatus)
    }
  }

  private static func send(_ signal: Int32, to process: Int32) -> Int32 {
    #if canImport(Darwin)
      Darwin.kill(process, signal)
    #else
      Glibc.kill(process, signal)
    #endif
  }
}
