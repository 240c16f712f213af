internal import Foundation

/// Says how far the run is, and ends the program if something hangs.
struct Progress: Sendable {
  let run: Run
  let supervisor: Supervisor
  let measurements: Measurements

  /// - Parameter report: Called before the program ends because of a hang.
  func watch(_ report: () -> Void) async {
    let began = ContinuousClock.now
    let isTerminal = isatty(1) == 1
    var seconds = 0
    while (try? await Task.sleep(for: .seconds(1))) != nil {
      seconds += 1
      measurements.sample(server: supervisor.server.processID)
      let overdue = run.watch.overdue
      if !overdue.isEmpty {
        for name in overdue { run.tally.fail("hangs: \(name)") }
        report()
        kill(supervisor.server.processID, SIGKILL)
        exit(1)
      }
      if isTerminal || seconds % 60 == 0 {
        let time = (ContinuousClock.now - began).components.seconds
        let line = "\(time) s: \(run.tally.calls) calls, \(run.tally.failureCount) hard failures"
        print(line, terminator: isTerminal ? "\r" : "\n")
        fflush(nil)
      }
    }
  }
}
