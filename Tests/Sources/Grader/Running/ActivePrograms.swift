internal import Referee
internal import Synchronization

/// The programs that this process started and that may still run: whoever ends the grader ends them.
enum ActivePrograms {
  private static let programs = Mutex<[Int32: Program]>([:])

  static func add(_ program: Program) {
    programs.withLock { $0[program.processID] = program }
  }

  static func remove(_ program: Program) {
    _ = programs.withLock { $0.removeValue(forKey: program.processID) }
  }

  /// Kills them with their groups, and then everything that slipped out of those.
  static func killAll() {
    for program in programs.withLock({ $0 }).values { program.kill() }
    Leftovers.kill()
  }
}
