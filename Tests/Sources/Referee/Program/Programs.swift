internal import Dispatch
internal import Foundation
internal import Synchronization

#if canImport(Darwin)
  internal import Darwin
#else
  internal import Glibc
#endif

/// The programs that run at the moment: the one place that starts them, hears of their ends, and
/// signals them.
///
/// It takes the end of every child of this process from the system, so that orphans that came to it
/// (``Leftovers/adopt()``) do not fill the process table. Nothing else in the process may wait for
/// children of its own.
public final class Programs: Sendable {
  static let shared = Programs()

  private struct State {
    /// What is told the exit status, by process id.
    var running: [Int32: @Sendable (ExitStatus) -> Void] = [:]
    var asked: Set<Int32> = []
    var isClosed = false
  }

  private let state = Mutex(State())
  private let started = DispatchSemaphore(value: 0)

  private init() {
    // It sleeps in the kernel until a child ends.
    Thread.detachNewThread { while true { self.reapNext() } }
  }

  /// Ends every program with its group, and whatever slipped out of those; none is started any more.
  /// Blocks for half a second at most while those end that are asked first, and until all are gone.
  public static func endAll() {
    shared.state.withLock { state in
      state.isClosed = true
      for processID in state.running.keys {
        let isAsked = state.asked.contains(processID)
        _ = kill(-processID, isAsked ? SIGINT : SIGKILL)
      }
    }
    let deadline = ContinuousClock.now + .milliseconds(500)
    while shared.state.withLock({ !$0.asked.isEmpty }), ContinuousClock.now < deadline {
      usleep(10_000)
    }
    shared.state.withLock { state in
      for processID in state.running.keys { _ = kill(-processID, SIGKILL) }
    }
    Leftovers.kill()
  }

  /// Starts a program. Nobody sees its process before it is known here.
  ///
  /// - Parameter ended: Is told how it ended, once its group is killed and its process id given back.
  /// - Throws: ``RefereeError/cannotStart(_:)``.
  func start(
    _ spawn: Spawn, ending: Program.Ending, ended: @escaping @Sendable (ExitStatus) -> Void
  ) throws -> Spawn.Result {
    let spawned = try state.withLock { state in
      if state.isClosed { throw RefereeError.cannotStart("\(spawn.executable): all is to end") }
      let spawned = try spawn.run()
      state.running[spawned.processID] = ended
      if ending == .byInterrupt { state.asked.insert(spawned.processID) }
      return spawned
    }
    started.signal()
    return spawned
  }

  /// Sends a signal to a program that runs, or to its group. A process id that may be another's by
  /// now gets none.
  func send(_ signal: Int32, to processID: Int32, andGroup: Bool = false) {
    state.withLock { state in
      if state.running[processID] != nil { _ = kill(andGroup ? -processID : processID, signal) }
    }
  }

  /// What the system tells of a program that runs; nil where it does not tell, and of a process id
  /// that may be another's by now.
  func figure<Figure>(of processID: Int32, _ figure: (ProcessFigures) -> Figure?) -> Figure? {
    state.withLock { state in
      state.running[processID] == nil ? nil : figure(ProcessFigures(processID: processID))
    }
  }

  /// Calls `body` with the process ids of all programs that run. None starts meanwhile, and the process
  /// id of none that ends is given back.
  func holding<Result>(_ body: (Set<Int32>) -> Result) -> Result {
    state.withLock { body(Set($0.running.keys)) }
  }

  /// Blocks until a child has ended, and gives its process id back to the system.
  private func reapNext() {
    var information = siginfo_t()
    if waitid(P_ALL, 0, &information, WEXITED | WNOWAIT) != 0 {
      // There is no child before the next start: who adopts orphans had a program until then.
      if errno == ECHILD { started.wait() }
      return
    }
    let processID = information.endedProcess
    let (ended, status) = state.withLock { state in
      let ended = state.running.removeValue(forKey: processID)
      state.asked.remove(processID)
      if ended != nil { _ = kill(-processID, SIGKILL) }
      var status: Int32 = 0
      while waitpid(processID, &status, 0) < 0 && errno == EINTR {}
      return (ended, ExitStatus(waitStatus: status))
    }
    ended?(status)
  }
}

extension siginfo_t {
  /// The process that SIGCHLD is about.
  fileprivate var endedProcess: Int32 {
    #if canImport(Darwin)
      si_pid
    #else
      _sifields._sigchld.si_pid
    #endif
  }
}
