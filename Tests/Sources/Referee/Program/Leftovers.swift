internal import CProcess
internal import Foundation

#if canImport(Darwin)
  internal import Darwin
#else
  internal import Glibc
#endif

/// Processes that programs started and left behind, out of their process group.
public enum Leftovers {
  public struct Process: Hashable, Sendable {
    public var processID: Int32
    /// Its command, as the system shortens it.
    public var command: String
  }

  /// From now on, orphaned descendants become children of this process, where they can be found.
  /// Returns whether the system can do that.
  @discardableResult
  public static func adopt() -> Bool { process_set_subreaper(1) == 0 }

  /// Orphans that come up during `body` become no children of this process: they are to outlive it.
  public static func letting<Result>(go body: () async throws -> Result) async rethrows -> Result {
    process_set_subreaper(0)
    defer { adopt() }
    return try await body()
  }

  /// The descendants of this process that are no running ``Program``, not below one, and not below
  /// one of `others`. Empty where the system has no /proc.
  public static func find(sparing others: Set<Int32> = []) -> [Process] {
    lookBesidePrograms(sparing: others).found
  }

  /// Sends SIGKILL to all descendants, running programs among them, once.
  public static func killAll() {
    for process in all() { send(SIGKILL, to: process) }
  }

  static func all() -> [Process] { look(sparing: []).found }

  private static func send(_ signal: Int32, to process: Process) {
    #if canImport(Darwin)
      _ = Darwin.kill(process.processID, signal)
    #else
      _ = Glibc.kill(process.processID, signal)
    #endif
  }

  /// Looks for what is neither a running ``Program`` nor below one. While it looks, none starts and none
  /// is given back to the system: whatever is found is known to be one, or to be none.
  private static func lookBesidePrograms(
    sparing others: Set<Int32>
  ) -> (found: [Process], gaps: Set<Int32>) {
    Programs.shared.holding { look(sparing: $0.union(others)) }
  }

  /// Processes are listed one after the other, so that one that moves on meanwhile may be in no list.
  ///
  /// - Returns: What was found, and the gaps of the list: processes that were gone when they were looked
  ///   at, and parents that are not in it, be it that the system hides them.
  private static func look(sparing spared: Set<Int32>) -> (found: [Process], gaps: Set<Int32>) {
    var children: [Int32: [Process]] = [:]
    let entries = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
    let listed = Set(entries.compactMap { Int32($0) })
    var gaps: Set<Int32> = []
    for processID in listed {
      guard let (process, parent) = stat(processID) else {
        gaps.insert(processID)
        continue
      }
      if !listed.contains(parent) { gaps.insert(parent) }
      children[parent, default: []].append(process)
    }
    var found: [Process] = []
    var parents = [getpid()]
    while let parent = parents.popLast() {
      for child in children[parent] ?? [] where !spared.contains(child.processID) {
        found.append(child)
        parents.append(child.processID)
      }
    }
    return (found, gaps)
  }

  /// Kills what ``find(sparing:)`` finds, until nothing is left, or for two seconds: who forks and
  /// ends all the time is met between the two sooner or later. Nothing is left when nothing was found
  /// twice, and nothing moved on meanwhile.
  ///
  /// - Parameter condition: Which of them; all unless told.
  /// - Returns: What was killed.
  @discardableResult
  public static func kill(
    sparing others: Set<Int32> = [], where condition: (Process) -> Bool = { _ in true }
  ) -> [Process] {
    var killed: [Process] = []
    var gapsBefore: Set<Int32>?
    let deadline = ContinuousClock.now + .seconds(2)
    // A round may find what was started while the one before killed its parent.
    while ContinuousClock.now < deadline {
      let (all, gaps) = lookBesidePrograms(sparing: others)
      let found = all.filter(condition)
      if found.isEmpty, gaps == gapsBefore { break }
      gapsBefore = found.isEmpty ? gaps : nil
      for process in found {
        send(SIGKILL, to: process)
        if !killed.contains(process) { killed.append(process) }
      }
      // A killed process's children become this one's; only children can be waited for.
      for process in found {
        var status: Int32 = 0
        while waitpid(process.processID, &status, 0) < 0 && errno == EINTR {}
      }
    }
    return killed
  }

  /// A process and its parent, from `pid (command) state parent …`; the command may hold anything.
  private static func stat(_ processID: Int32) -> (Process, parent: Int32)? {
    guard let text = ProcessFile.read("/proc/\(processID)/stat"),
      let open = text.firstIndex(of: "("), let close = text.lastIndex(of: ")")
    else { return nil }
    let fields = text[close...].split(separator: " ")
    guard fields.count > 2, let parent = Int32(fields[2]) else { return nil }
    let command = String(text[text.index(after: open)..<close])
    return (Process(processID: processID, command: command), parent)
  }
}
