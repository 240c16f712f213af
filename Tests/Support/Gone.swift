internal import Foundation
internal import Referee

/// Whether processes are no more. There is no event for those that are nobody's children here.
public enum Gone {
  /// Whether a condition is met within the usual cap.
  public static func isSoon(_ condition: () -> Bool) async -> Bool {
    let deadline = ContinuousClock.now + Patience.cap
    while !condition() {
      if ContinuousClock.now > deadline { return false }
      await Task.yield()
    }
    return true
  }

  /// Whether a process is no more within the usual cap, or a zombie.
  public static func isSoon(_ processID: Int32) async -> Bool {
    await isSoon { kill(processID, 0) != 0 || isZombie(processID) }
  }

  /// False where the system has no /proc: there, whoever adopts an orphan takes its status at once.
  private static func isZombie(_ processID: Int32) -> Bool {
    let stat = try? String(contentsOfFile: "/proc/\(processID)/stat", encoding: .utf8)
    return stat?.contains(") Z ") == true
  }
}
