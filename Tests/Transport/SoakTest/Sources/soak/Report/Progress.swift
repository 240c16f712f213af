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
    var next = Duration.zero
    while (try? await Task.sleep(for: .seconds(1))) != nil {
      measurements.sample(server: supervisor.server.processID)
      let overdue = run.watch.overdue
      if !overdue.isEmpty {
        for name in overdue { run.tally.fail("hangs: \(name)") }
        report()
        kill(supervisor.server.processID, SIGKILL)
        exit(1)
      }
      let time = ContinuousClock.now - began
      if isTerminal || time >= next {
        next += .seconds(60)
        let counts = "\(run.tally.calls) calls, \(run.tally.failureCount) hard failures"
        print("\(time.components.seconds) s: \(counts)", terminator: isTerminal ? "\r" : "\n")
        fflush(nil)
      }
    }
  }
}
