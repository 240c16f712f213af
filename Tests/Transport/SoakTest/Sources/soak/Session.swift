internal import NIOCore
internal import NIOPosix

/// The phases of a run.
struct Session: Sendable {
  let run: Run
  let supervisor: Supervisor
  let measurements = Measurements()
  private let proxies: [Proxy]
  private let lanes: [Lane]

  /// What memory may grow by between two rests. 10 minutes make more than 50,000 calls, so that a
  /// leak of 1 KiB a call would be seen, and allocators keep this much between similar loads.
  private static let growth = 32 * 1024

  /// Half of the workers go straight, most others through the disturbing proxy.
  init(run: Run, supervisor: Supervisor, workers: Int, pause: Int) async throws {
    self.run = run
    self.supervisor = supervisor
    // The descriptors of event loops and of timers are no leak.
    _ = MultiThreadedEventLoopGroup.singleton
    try await Task.sleep(for: .milliseconds(1))
    let port = supervisor.port
    let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
    let disturbing = try await Proxy.listen(
      to: port, faults: Proxy.Faults(seed: run.seed, damages: false), group: group)
    let damaging = try await Proxy.listen(
      to: port, faults: Proxy.Faults(seed: run.seed, damages: true), group: group)
    proxies = [disturbing, damaging]
    let count = max(1, workers / 4)
    lanes = (0..<count).map { number in
      let route: Route =
        number % 2 == 0 ? .straight : number == count - 1 ? .damaged : .disturbed
      let port = [.straight: port, .disturbed: disturbing.port, .damaged: damaging.port][route]
      return Lane(
        number: number, route: route, port: port ?? 0,
        workers: workers / count + (number < workers % count ? 1 : 0), pause: pause, run: run)
    }
  }

  func perform(for duration: Duration) async {
    let idle = measurements.mark("start", server: supervisor.server.processID)
    await phase(1, for: duration * 0.4, restarts: true)
    // Foundation keeps a few descriptors once its first child process has ended.
    let fresh = await rest("after restarts", idle, slack: 8)
    await phase(2, for: duration * 0.2, restarts: false)
    let middle = await rest("middle", fresh)
    await phase(3, for: duration * 0.4, restarts: false)
    let end = await rest("end", middle)
    if let middle, let end { compare(middle, end) }
  }

  private func phase(_ number: Int, for duration: Duration, restarts: Bool) async {
    let end = ContinuousClock.now + duration
    await withDiscardingTaskGroup { group in
      for lane in lanes { group.addTask { await lane.make(until: end, phase: number) } }
      if restarts { group.addTask { await restart(until: end, for: duration) } }
    }
  }

  /// About eight times, and the second time by SIGTERM.
  private func restart(until end: ContinuousClock.Instant, for duration: Duration) async {
    var random = Seeded(seed: run.seed, stream: 3)
    for number in 1... {
      let wait = duration / 8 * Double.random(in: 0.5...1.5, using: &random)
      let next = ContinuousClock.now + wait
      guard next + .seconds(3) < end else { return }
      while run.goes(until: next) { try? await Task.sleep(for: .milliseconds(50)) }
      guard run.goes(until: end) else { return }
      do {
        try await supervisor.restart(gracefully: number % 4 == 2)
      } catch {
        run.tally.fail("the server did not start again: \(error)")
        run.stop()
      }
    }
  }

  /// Waits until both programs hold no more descriptors than before, which takes as long as stalled
  /// connections do.
  private func rest(
    _ name: String, _ before: Measurements.Pair?, slack: Int = 0
  ) async -> Measurements.Pair? {
    let server = supervisor.server.processID
    let deadline = ContinuousClock.now + .seconds(30)
    while let before, let now = Measurements.Pair(server: server) {
      if now.server.descriptors <= before.server.descriptors,
        now.own.descriptors <= before.own.descriptors + slack
      {
        break
      }
      if ContinuousClock.now > deadline {
        run.tally.fail(
          """
          \(name): descriptors at rest were \(before.server.descriptors) of the server and \
          \(before.own.descriptors) of the clients, and are \(now.server.descriptors) and \
          \(now.own.descriptors)
          """)
        break
      }
      try? await Task.sleep(for: .milliseconds(200))
    }
    return measurements.mark(name, server: server)
  }

  private func compare(_ middle: Measurements.Pair, _ end: Measurements.Pair) {
    for (name, before, after) in [
      ("server", middle.server, end.server), ("clients", middle.own, end.own),
    ] where after.resident > before.resident + Self.growth {
      run.tally.fail("\(name): \(before.resident) KiB at rest became \(after.resident) KiB")
    }
  }

  func report() {
    print("\n\(Table(tally: run.tally, measurements: measurements))\n")
    let faults = proxies.reduce(into: [:]) { $0.merge($1.counts, uniquingKeysWith: +) }
    let given = Fault.Name.allCases.map { "\($0.rawValue) \(faults[$0] ?? 0)" }
    print("connections of the proxies: \(given.joined(separator: ", "))")
    print("server: \(supervisor.summary)")
    print("\(run.tally.failureCount) hard failures (seed \(run.seed))")
    for failure in run.tally.failures { print("  \(failure)") }
  }
}
