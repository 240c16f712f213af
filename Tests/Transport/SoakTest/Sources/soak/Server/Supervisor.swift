internal import Foundation
internal import Synchronization

/// Keeps a server running, and at times ends it and starts another on the same port.
final class Supervisor: Sendable {
  private let executable: String
  private let run: Run
  private let current: Mutex<ServerProcess>
  private let counts = Mutex((kills: 0, terminations: 0, slowest: Duration.zero))
  let port: Int

  static let interval = "20ms"

  init(executable: String, run: Run) async throws {
    let server = try await ServerProcess.start(executable, port: 0, interval: Self.interval)
    self.executable = executable
    self.run = run
    self.port = server.port
    self.current = Mutex(server)
  }

  var server: ServerProcess { current.withLock { $0 } }

  var summary: String {
    let (kills, terminations, slowest) = counts.withLock { $0 }
    return "killed \(kills) times; ended by SIGTERM \(terminations) times, in \(slowest) at most"
  }

  /// Kills the server, or asks it to end.
  func restart(gracefully: Bool) async throws {
    run.outages.begin(gracefully ? .graceful : .killed)
    defer { run.outages.end() }
    if gracefully { await terminate() } else { await kill() }
    let next = try await ServerProcess.start(
      executable, port: port, interval: Self.interval)
    current.withLock { $0 = next }
  }

  func kill() async {
    if await server.end(with: SIGKILL)?.status != 128 + SIGKILL {
      run.tally.fail("the server had ended before it was killed: \(server.complaints)")
    }
    counts.withLock { $0.kills += 1 }
  }

  /// Has the server end by itself: with 0, within 2 s, and without complaints.
  func terminate() async {
    let server = server
    guard let (status, took) = await server.end(with: SIGTERM) else {
      run.tally.fail("the server goes on after SIGTERM")
      Foundation.kill(server.processID, SIGKILL)
      return
    }
    counts.withLock { counts in
      counts.terminations += 1
      counts.slowest = max(counts.slowest, took)
    }
    if status != 0 || took > .seconds(2) || !server.complaints.isEmpty {
      run.tally.fail(
        "SIGTERM: the server ended with \(status) after \(took), saying \(server.complaints)")
    }
  }
}
